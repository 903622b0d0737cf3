import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { descend, eachOf, lossAndGradients, NAMES, scoresOf, softmax, type Weights } from './network.ts';
import { affine, logSumExp, numbersOf, transposedProduct } from './vectors.ts';

// Worked out on paper: one input, one hidden unit, two classes, W_h = 1, W_y = (1, −1), no biases, x = ln 2, the first class.
// h = tanh ln 2 = (2 − ½) / (2 + ½) = 0.6, ỹ = (0.6, −0.6).
const paper: Weights = {
  Wh: Float64Array.of(1),
  bh: Float64Array.of(0),
  Wy: Float64Array.of(1, -1),
  by: Float64Array.of(0, 0),
};
const example = { x: Float64Array.of(Math.LN2), y: Float64Array.of(1, 0), count: 1 };

describe('lossAndGradients', () => {
  it('is what one gets on paper', () => {
    const { loss, gradients } = lossAndGradients(paper, example);
    const p = 1 / (1 + Math.exp(-1.2));
    // Two or three roundings of numbers near 1.
    const near = (expected: number) => expect.closeTo(expected, 14);
    expect(loss).toEqual(near(-Math.log(p)));
    expect([...gradients.by]).toEqual([near(p - 1), near(1 - p)]);
    expect([...gradients.Wy]).toEqual([near(0.6 * (p - 1)), near(0.6 * (1 - p))]);
    // ∇h = 2(p − 1), 1 − h² = 0.64
    expect([...gradients.bh]).toEqual([near(1.28 * (p - 1))]);
    expect([...gradients.Wh]).toEqual([near(1.28 * (p - 1) * Math.LN2)]);
  });

  it('has gradients that difference quotients of its own loss have, for any weights', () => {
    const value = fc.double({ min: -2, max: 2, noNaN: true });
    const array = (length: number) =>
      fc.array(value, { minLength: length, maxLength: length }).map((a) => Float64Array.from(a));
    const drawn = fc.record({ Wh: array(6), bh: array(2), Wy: array(6), by: array(3) });
    const [x, y] = [Float64Array.of(1, -2, 0.5, 0.3, 0.1, -1), Float64Array.of(0, 1, 0, 0, 0, 1)];
    fc.assert(
      fc.property(drawn, (weights) => {
        const examples = { x, y, count: 2 };
        const { gradients } = lossAndGradients(weights, examples);
        const epsilon = 2 ** -17;
        for (const name of NAMES) {
          for (const i of weights[name].keys()) {
            const at = (by: number): number => {
              const moved = weights[name].with(i, (weights[name][i] ?? 0) + by);
              return lossAndGradients({ ...weights, [name]: moved }, examples).loss;
            };
            const slope = (at(epsilon) - at(-epsilon)) / (2 * epsilon);
            // ε²/6 of a third derivative of at most some tens, 1e-9, and rounding of a loss of some units over ε, 1e-10.
            expect(Math.abs(slope - (gradients[name][i] ?? 0))).toBeLessThan(2e-9);
          }
        }
      }),
      { numRuns: 20 },
    );
  });

  it('means over the batch, keeps its precision, and leaves weights alone', () => {
    const { loss, gradients } = lossAndGradients(paper, example);
    const twice = { x: Float64Array.of(Math.LN2, Math.LN2), y: Float64Array.of(1, 0, 1, 0), count: 2 };
    expect(lossAndGradients(paper, twice)).toEqual({ loss, gradients });
    const single = eachOf(paper, (values) => numbersOf(values, 'float32'));
    const inSingle = lossAndGradients(single, { ...example, x: numbersOf(example.x, 'float32') });
    expect(inSingle.gradients.Wh).toBeInstanceOf(Float32Array);
    // Of numbers near 1 with 24 bits.
    expect(Math.abs((inSingle.gradients.Wh[0] ?? 0) - (gradients.Wh[0] ?? 0))).toBeLessThan(3e-7);
    expect(paper.Wh[0]).toBe(1);
    const weights = eachOf(paper, (values) => values.slice());
    descend(weights, gradients, 0.5);
    expect(weights.by[0]).toBe(-0.5 * (gradients.by[0] ?? 0));
    expect(lossAndGradients(weights, example).loss).toBeLessThan(loss);
  });
});

describe('the pieces', () => {
  it('do not overflow', () => {
    expect(logSumExp(Float64Array.of(1000, 1000))).toBeCloseTo(1000 + Math.LN2, 10);
    expect([...softmax(Float64Array.of(-1000, 0, 1000))]).toEqual([0, 0, 1]);
  });

  it('have matrices row by row', () => {
    const W = Float64Array.of(1, 2, 3, 4, 5, 6);
    expect([...affine(W, Float64Array.of(1, 0, -1), Float64Array.of(10, 20))]).toEqual([8, 18]);
    expect([...transposedProduct(W, Float64Array.of(1, -1), 3)]).toEqual([-3, -3, -3]);
    expect(scoresOf(paper, Float64Array.of(Math.LN2))[0]).toBeCloseTo(0.6, 14);
  });
});
