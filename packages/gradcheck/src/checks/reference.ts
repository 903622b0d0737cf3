import { foldIn, type Seed, uniform } from '@gradlab/random';
import { randomRounding } from '../float64/rounding-noise.ts';
import type { DoubleFunction, DoubleGradients } from '../problem/double-function.ts';

/** What double precision gives, and how far random rounding to float32 scatters it. */
export interface Reference {
  readonly values: Float64Array;
  readonly scatter: number;
}

/** Of the outputs of f and of each differentiable input's gradient; null where there is none. */
export interface References {
  readonly outputs: readonly Reference[];
  readonly gradients: readonly (Reference | null)[];
}

const RUNS = 3;

/** Runs inside `f.run`: the outputs and gradients in doubles, with what rounding to float32 does to each. */
export function referenceOf(f: DoubleFunction, gradients: DoubleGradients, seed: Seed): References {
  const outputs = f.outputs();
  const runs = Array.from({ length: RUNS }, (_, run) => disturbedRun(f, foldIn(foldIn(seed, 'rounding'), run)));
  const reference = (values: Float64Array, disturbed: readonly (Float64Array | null | undefined)[]): Reference => {
    return { values, scatter: scatterOf(values, disturbed) };
  };
  return {
    outputs: outputs.map((values, i) =>
      reference(
        values,
        runs.map((run) => run.outputs[i]),
      ),
    ),
    gradients: gradients.map((values, i) =>
      values === null
        ? null
        : reference(
            values,
            runs.map((run) => run.gradients[i]),
          ),
    ),
  };
}

/** The inputs are disturbed as well: inside the first kernel their products are rounded. */
function disturbedRun(f: DoubleFunction, seed: Seed): { outputs: readonly Float64Array[]; gradients: DoubleGradients } {
  const disturb = randomRounding(draws(seed));
  const originals = f.values.map((values) => values.slice());
  try {
    for (const values of f.values) disturb(values);
    return f.disturbed(disturb, () => ({ outputs: f.outputs(), gradients: f.gradients() }));
  } finally {
    for (const [i, values] of f.values.entries()) values.set(originals[i] as Float64Array);
  }
}

/** An endless supply, made a block at a time. */
function draws(seed: Seed): () => number {
  let [block, at, values] = [0, 0, new Float64Array(0)];
  return () => {
    if (at === values.length) {
      values = uniform(foldIn(seed, block++), 4096) as Float64Array<ArrayBuffer>;
      at = 0;
    }
    return values[at++] as number;
  };
}

function scatterOf(values: Float64Array, runs: readonly (Float64Array | null | undefined)[]): number {
  const distance = (run: Float64Array | null | undefined, value: number, i: number): number => {
    const apart = Math.abs((run?.[i] ?? value) - value);
    // Rounding may lead out of the domain of a square root; that element's scatter is not known, and no excuse for the others.
    return Number.isFinite(apart) ? apart : 0;
  };
  return runs.reduce((most, run) => values.reduce((far, value, i) => Math.max(far, distance(run, value, i)), most), 0);
}
