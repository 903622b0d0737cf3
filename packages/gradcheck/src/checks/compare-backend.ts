import * as tf from '@tensorflow/tfjs-core';
import { gradientsOf } from '../problem/gradients.ts';
import type { Problem } from '../problem/problem.ts';
import type { Upstream } from '../problem/upstream.ts';
import { withVariablesAt } from '../problem/with-variables-at.ts';
import type { Reference, References } from './reference.ts';

/** How float32 on the current backend agrees with float64, for one tensor. */
export interface BackendComparison {
  /** `failed`: the backend threw. */
  readonly verdict: 'ok' | 'wrong' | 'not-deterministic' | 'not-finite' | 'failed';
  /** Largest |float32 − float64|. */
  readonly maxAbsError: number;
  /** Where it is furthest outside what float32's rounding explains; null where nothing was compared. */
  readonly worst: { readonly index: number; readonly float32: number; readonly float64: number } | null;
  /** What the backend said when it failed. */
  readonly message?: string;
}

/** Of the values of f and of each differentiable input's gradient. */
export interface BackendComparisons {
  readonly outputs: BackendComparison;
  readonly gradients: readonly (BackendComparison | null)[];
}

/** Kernels add up many terms before they round once, in an order of their own; the disturbed runs round but once a kernel. */
const SCATTER_FACTOR = 64;

/** In units of the largest value: what one kernel may lose whatever the disturbed runs say. */
const RELATIVE_FLOOR = 2 ** -16;

const RELATIVE_TOLERANCE = 2e-4;

/**
 * Runs the problem on the current backend, twice, and compares.
 *
 * @param values of the differentiable inputs, at which the reference was computed
 */
export async function compareBackend(
  problem: Problem,
  upstream: Upstream,
  values: readonly Float64Array[],
  reference: References,
): Promise<BackendComparisons> {
  const nothing = reference.gradients.map(() => null);
  try {
    const run = (): Promise<Float32Run> => runOnBackend(problem, upstream, values);
    const [first, second] = [await run(), await run()];
    const outputs = reference.outputs.map((output, i) =>
      compare(output, first.outputs[i] as Float32Array, second.outputs[i] as Float32Array),
    );
    return {
      outputs: gravest(outputs),
      gradients: reference.gradients.map((gradient, i) =>
        gradient === null ? null : compareGradient(gradient, first.gradients[i] ?? null, second.gradients[i] ?? null),
      ),
    };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { outputs: { verdict: 'failed', maxAbsError: Number.NaN, worst: null, message }, gradients: nothing };
  }
}

interface Float32Run {
  readonly outputs: readonly Float32Array[];
  readonly gradients: readonly (Float32Array | null)[];
}

async function runOnBackend(
  problem: Problem,
  upstream: Upstream,
  values: readonly Float64Array[],
): Promise<Float32Run> {
  const tensors = problem.leaves.map(({ tensor }) => tensor);
  const kept: { outputs: tf.Tensor[]; gradients: (tf.Tensor | null)[] } = { outputs: [], gradients: [] };
  try {
    // Views of the results, so that what f returns may be a tensor that is not ours to dispose.
    withVariablesAt(problem, values, () => {
      kept.outputs = tf.tidy(() => problem.apply(tensors).map(({ tensor }) => tf.clone(tensor)));
      tf.tidy(() => {
        const { gradients } = gradientsOf(problem, tensors, upstream, 1);
        kept.gradients = gradients.map((gradient) => (gradient === null ? null : tf.keep(tf.clone(gradient))));
      });
    });
    const read = async (tensor: tf.Tensor | null): Promise<Float32Array | null> =>
      tensor === null ? null : tensor.data<'float32'>();
    return {
      outputs: (await Promise.all(kept.outputs.map(read))) as Float32Array[],
      gradients: await Promise.all(kept.gradients.map(read)),
    };
  } finally {
    tf.dispose([...kept.outputs, ...kept.gradients.filter((gradient) => gradient !== null)]);
  }
}

function compareGradient(
  reference: Reference,
  first: Float32Array | null,
  second: Float32Array | null,
): BackendComparison {
  if (first !== null && second !== null) return compare(reference, first, second);
  const message = 'it gives no gradient where float64 has one';
  return { verdict: 'failed', maxAbsError: Number.NaN, worst: null, message };
}

function compare({ values, scatter }: Reference, first: Float32Array, second: Float32Array): BackendComparison {
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const slack = Math.max(SCATTER_FACTOR * scatter, RELATIVE_FLOOR * largest);
  const excess = (a: number, b: number): number => Math.abs(a - b) - RELATIVE_TOLERANCE * Math.abs(b) - slack;
  let [maxAbsError, furthest, index, unsteady] = [0, Number.NEGATIVE_INFINITY, -1, false];
  for (const [i, float64] of values.entries()) {
    const float32 = first[i] as number;
    if (!Number.isFinite(float32))
      return { verdict: 'not-finite', maxAbsError: Number.NaN, worst: { index: i, float32, float64 } };
    maxAbsError = Math.max(maxAbsError, Math.abs(float32 - float64));
    unsteady ||= !(excess(second[i] as number, float32) <= 0);
    const outside = excess(float32, float64);
    if (outside > furthest) [furthest, index] = [outside, i];
  }
  const worst = index < 0 ? null : { index, float32: first[index] as number, float64: values[index] as number };
  return { verdict: unsteady ? 'not-deterministic' : furthest > 0 ? 'wrong' : 'ok', maxAbsError, worst };
}

function gravest(comparisons: readonly BackendComparison[]): BackendComparison {
  const bad = comparisons.find(({ verdict }) => verdict !== 'ok');
  const [first] = comparisons;
  return bad ?? first ?? { verdict: 'ok', maxAbsError: 0, worst: null };
}
