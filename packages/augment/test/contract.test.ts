import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compose,
  fromConfig,
  horizontalFlip,
  type ImageArray,
  normalize,
  parametersFor,
  randomCrop,
  type Transform,
} from '../src/index.ts';

/** Every transform of the package, under options that change something. */
const transforms: readonly [name: string, transform: Transform][] = [
  ['horizontalFlip', horizontalFlip()],
  ['randomCrop', randomCrop({ size: [3, 4], padding: 2, padMode: 'reflect' })],
  ['normalize', normalize({ mean: [0.5], std: [0.25] })],
  ['compose of none', compose([])],
  ['compose of all', compose([randomCrop({ size: 4 }), horizontalFlip(), normalize({ mean: 0.1, std: 2 })])],
  ['compose in compose', compose([horizontalFlip(), compose([horizontalFlip(), randomCrop({ size: 2 })])])],
];

const image: fc.Arbitrary<ImageArray> = fc
  .tuple(
    fc.integer({ min: 4, max: 7 }),
    fc.integer({ min: 4, max: 7 }),
    fc.constantFrom(1, 3),
    fc.boolean(),
    fc.nat(200),
  )
  .map(([height, width, channels, packed, start]) => {
    const values = { length: height * width * channels };
    const data = packed
      ? Uint8Array.from(values, (_, i) => start + 37 * i)
      : Float32Array.from(values, (_, i) => (start + i) / 500);
    return { data, shape: [height, width, channels], ...(packed ? { scale: 1 / 255, range: [0, 255] } : {}) };
  });
const draw = fc.record({ seed: fc.nat(), epoch: fc.nat(100), index: fc.nat(100_000) });

describe.each(transforms)('%s', (_, transform) => {
  it('depends on its arguments alone and does not write to the image', () => {
    fc.assert(
      fc.property(image, draw, draw, (input, at, other) => {
        const before = input.data.slice();
        const first = transform.apply(input, at);
        transform.apply(input, other);
        expect(transform.apply(input, at)).toEqual(first);
        expect(input.data).toEqual(before);
      }),
      { numRuns: 30 },
    );
  });

  it('gives the shape it promises, and finite values', () => {
    fc.assert(
      fc.property(image, draw, (input, at) => {
        const { data, shape } = transform.apply(input, at);
        const [height = 0, width = 0, channels = 0] = input.shape;
        expect(shape).toEqual(transform.outputShape([height, width, channels], parametersFor(transform, input, at)));
        expect(data).toHaveLength(shape.reduce((product, n) => product * n, 1));
        expect(data.every(Number.isFinite)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it('survives JSON: its config builds the same transform, its parameters replay the same image', () => {
    fc.assert(
      fc.property(image, draw, (input, at) => {
        const rebuilt = fromConfig(JSON.parse(JSON.stringify(transform.config)));
        expect(rebuilt.config).toEqual(transform.config);
        const expected = transform.apply(input, at);
        expect(rebuilt.apply(input, at)).toEqual(expected);
        const parameters = JSON.parse(JSON.stringify(parametersFor(transform, input, at)));
        expect(transform.applyParameters(input, parameters)).toEqual(expected);
      }),
      { numRuns: 30 },
    );
  });

  it('refuses what is no image and no draw', () => {
    const good = { data: new Uint8Array(48), shape: [4, 4, 3] };
    expect(() => transform.apply({ ...good, data: [1] as unknown as Uint8Array }, { seed: 1 })).toThrow(TypeError);
    expect(() => transform.apply({ ...good, shape: [4, 12] }, { seed: 1 })).toThrow(
      'must be [height, width, channels]',
    );
    expect(() => transform.apply({ ...good, shape: [4, 4, 1] }, { seed: 1 })).toThrow('holds 16 values, got 48');
    expect(() => transform.apply(good, { seed: 1, index: -1 })).toThrow(RangeError);
  });
});
