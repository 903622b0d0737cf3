import * as tf from '@tensorflow/tfjs-core';
import { activationGradients } from './activation-gradients.ts';
import { batchNormGradient } from './batch-norm-gradient.ts';
import type { FastGradient } from './fast-gradient.ts';
import { reductionGradients } from './reduction-gradients.ts';

const BACKEND = 'wasm';

const fastGradients: readonly FastGradient[] = [...activationGradients, ...reductionGradients, batchNormGradient];

/** Configurations made here, which must not be wrapped again. */
const made = new WeakSet<tf.GradConfig>();

function replace(config: tf.GradConfig): void {
  if (tf.getGradient(config.kernelName) !== undefined) tf.unregisterGradient(config.kernelName);
  tf.registerGradient(config);
}

function savesTheSame(config: FastGradient['saves'], { saves }: FastGradient): boolean {
  const describe = ({ inputsToSave = [], outputsToSave = [] }: FastGradient['saves']): string =>
    JSON.stringify([inputsToSave, outputsToSave]);
  return describe(config) === describe(saves);
}

/** The gradient registry is one for all backends, so each call looks where it is and what it got. */
function runsHere({ grad }: FastGradient, tensors: readonly tf.Tensor[]): boolean {
  return (
    tf.getBackend() === BACKEND &&
    tf.getKernel(grad, BACKEND) !== undefined &&
    tensors.every((tensor) => tensor == null || tensor.dtype === 'float32')
  );
}

/**
 * Puts the fast gradients in front of those that are registered, which are called as before on other backends and for other types. Where no
 * gradient is registered yet nothing happens; once it is, a second call does the rest.
 */
export function useFastGradients(): void {
  for (const fast of fastGradients) {
    const previous = tf.getGradient(fast.kernel);
    if (previous === undefined || made.has(previous) || !savesTheSame(previous, fast)) continue;
    const config: tf.GradConfig = {
      ...previous,
      gradFunc: (dy, saved, attrs) => {
        const fastest = !Array.isArray(dy) && runsHere(fast, [dy, ...saved]) ? fast.run(dy, saved, attrs) : undefined;
        return fastest ?? previous.gradFunc(dy, saved, attrs);
      },
    };
    made.add(config);
    replace(config);
    if (fast.ofGrad !== undefined) replace(fast.ofGrad);
  }
}
