import { describeShape } from '@gradlab-internal/checks';
import * as tf from '@tensorflow/tfjs-core';
import { defineKernel, requireFloat32, type TrainingKernel } from '../training-kernel.ts';

/** Gradients of activations, in the order of the codes in assembly/activation-grad.ts, and what each needs of the forward pass. */
const GRADIENTS: readonly (readonly [name: string, saved: 'x' | 'y'])[] = [
  ['ReluGrad', 'x'],
  ['Relu6Grad', 'x'],
  ['LeakyReluGrad', 'x'],
  ['SigmoidGrad', 'y'],
  ['TanhGrad', 'y'],
  [tf.EluGrad, 'y'],
];

interface Inputs {
  readonly dy: tf.TensorInfo;
  readonly x?: tf.TensorInfo;
  readonly y?: tf.TensorInfo;
}

function activationGrad(name: string, saved: 'x' | 'y', code: number): TrainingKernel {
  return defineKernel<Inputs, { alpha?: number }>(name, (host, inputs, { alpha = 0 }) => {
    const { dy, [saved]: value } = inputs;
    if (value === undefined) throw new TypeError(`${name}: ${saved} must be given`);
    requireFloat32(name, { dy, [saved]: value });
    if (String(dy.shape) !== String(value.shape)) {
      const got = `${describeShape(dy.shape)} and ${describeShape(value.shape)}`;
      throw new RangeError(`${name}: dy and ${saved} must have equal shape, got ${got}`);
    }
    const out = host.output(dy.shape);
    const numbers = [code, host.address(dy), host.address(value), host.address(out), alpha];
    host.dispatch('activationGrad', numbers, tf.util.sizeFromShape(dy.shape));
    return out;
  });
}

/** `dy · f′`, in one pass from what tfjs saves of the forward pass. `src/gradients` has tfjs run them. */
export const activationGrads: readonly TrainingKernel[] = GRADIENTS.map(([name, saved], code) =>
  activationGrad(name, saved, code),
);
