import { discardTape } from '@gradlab-internal/tape';
import * as tf from '@tensorflow/tfjs-core';
import { GradcheckError } from '../gradcheck-error.ts';
import type { Problem } from './problem.ts';
import { contract, type Upstream } from './upstream.ts';

/** Gradients of one number, and that number. */
export interface Gradients {
  readonly value: tf.Scalar;
  /** For each differentiable leaf; null where nothing connects it to the value. */
  readonly gradients: readonly (tf.Tensor | null)[];
}

/**
 * Differentiates the contracted outputs by TensorFlow.js' own gradients, on the current backend. Call it in a tidy.
 *
 * @param tensors what the function is called with
 * @param scale what the upstream gradient is multiplied by
 * @throws GradcheckError if an operation has no gradient, or a malformed one
 */
export function gradientsOf(
  problem: Problem,
  tensors: readonly tf.Tensor[],
  upstream: Upstream,
  scale: number,
): Gradients {
  const engine = tf.engine();
  const by = problem.differentiable.map((i) => tensors[i] as tf.Tensor);
  try {
    // Unlike tf.grads this tells an unconnected input by the lack of a gradient, not by an error that leaves tensors behind.
    const { value, grads } = engine.gradients(
      () => contract(problem.apply(tensors), upstream),
      by,
      tf.scalar(scale, 'float32'),
      true,
    );
    return { value: value as tf.Scalar, gradients: by.map((_, i) => (grads[i] as tf.Tensor | undefined) ?? null) };
  } catch (error) {
    discardTape();
    throw explained(problem.caller, error);
  }
}

function explained(caller: string, error: unknown): unknown {
  const message = error instanceof Error ? error.message : '';
  const kernel = /gradient function not found for (\w+)/.exec(message)?.[1];
  if (kernel !== undefined) {
    const problem = `${caller}: f must be differentiable, but ${kernel} has no gradient`;
    return new GradcheckError('not-differentiable', problem, { cause: error });
  }
  if (message.startsWith('Error in gradient for op')) {
    return new GradcheckError('malformed-gradient', `${caller}: ${message}`, { cause: error });
  }
  return error;
}
