import { discardTape } from '@gradlab-internal/tape';
import * as tf from '@tensorflow/tfjs-core';
import { GradcheckError } from './gradcheck-error.ts';
import { callScalar, type Subject } from './scalar-function.ts';

/**
 * The gradient of f at x that TensorFlow.js computes on the current backend.
 *
 * @returns the shape of x; the caller owns it
 * @throws GradcheckError if there is none
 */
export function analyticGradient(subject: Subject): tf.Tensor {
  return tf.tidy(() => {
    const [gradient] = recordedGradients(subject);
    if (gradient === undefined || gradient === null) {
      const advice = 'compute the result from x inside f, with TensorFlow.js operations alone';
      throw new GradcheckError('not-connected', `${subject.caller}: the result of f does not depend on x: ${advice}`);
    }
    return gradient;
  });
}

function recordedGradients(subject: Subject): readonly (tf.Tensor | null | undefined)[] {
  const engine = tf.engine();
  try {
    // Unlike tf.grad this tells an unconnected x by the lack of a gradient, not by an error that leaves tensors behind.
    return engine.gradients(() => callScalar(subject, subject.x), [subject.x], undefined, true).grads;
  } catch (error) {
    discardTape();
    throw explained(subject.caller, error);
  }
}

function explained(caller: string, error: unknown): unknown {
  const kernel = error instanceof Error ? /gradient function not found for (\w+)/.exec(error.message)?.[1] : undefined;
  if (kernel === undefined) return error;
  if (tf.getGradient('Add') !== undefined) {
    const message = `${caller}: f must be differentiable, but ${kernel} has no gradient`;
    return new GradcheckError('not-differentiable', message, { cause: error });
  }
  const advice = "call useBackend() of @gradlab/backend, or import '@tensorflow/tfjs', which register them";
  const message = `${caller}: no gradients are registered (${kernel} was asked for first): ${advice}`;
  return new GradcheckError('gradients-missing', message, { cause: error });
}
