import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-wasm';
// tfjs-core alone has no gradients in Node; importing tfjs-layers registers them.
import '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect } from 'vitest';
import { installWasmKernels } from '../../src/index.ts';
import { repeats } from '../conformance/values.ts';

/** The settings of a property: `many` runs under stress. */
export function runs(few: number, many = 3000): { readonly numRuns: number; readonly seed: number } {
  return { numRuns: repeats(few, many), seed: 5 };
}

/** Declares the same tests for both binaries. */
export function describeBoth(name: string, declare: () => void): void {
  describe.each(['simd128', 'relaxed'] as const)(`${name}, %s`, (simd) => {
    beforeAll(async () => {
      await tf.setBackend('wasm');
      expect(installWasmKernels({ simd }).simd).toBe(simd);
    });
    declare();
  });
}

/** The values of the tensors that `compute` makes; it must leave neither tensors nor bytes behind. */
export function valuesOf(compute: () => readonly tf.Tensor[]): Float32Array[] {
  const before = tf.memory();
  const values = tf.tidy(() => compute().map((tensor) => tensor.dataSync() as Float32Array));
  const after = tf.memory();
  const left = { tensors: after.numTensors - before.numTensors, bytes: after.numBytes - before.numBytes };
  expect(left).toEqual({ tensors: 0, bytes: 0 });
  return values;
}

/** The value of `run`, and its gradients by all inputs where `dy` is given. */
export function valueAndGradients(
  run: (...inputs: tf.Tensor[]) => tf.Tensor,
  inputs: readonly tf.Tensor[],
  dy: tf.Tensor | undefined,
): tf.Tensor[] {
  return [run(...inputs), ...(dy === undefined ? [] : tf.grads(run)([...inputs], dy))];
}
