import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { decodeSafetensors, type SafeTensor } from '@gradlab/safetensors';
import * as tf from '@tensorflow/tfjs-core';
import {
  activation,
  avgPool,
  batchNorm,
  conv2d,
  conv2dTranspose,
  dense,
  depthwiseConv2d,
  dropout,
  flatten,
  type Layer,
  layerNorm,
  type Model,
  maxPool,
  sequential,
} from '../../src/index.ts';

/** Path of a file beside the goldens of PyTorch. */
export function goldenPath(name: string): string {
  return fileURLToPath(new URL(`../../goldens/interop/${name}`, import.meta.url));
}

/** Tensors of a golden file. */
export async function golden(name: string): Promise<Readonly<Record<string, SafeTensor>>> {
  return decodeSafetensors(await readFile(goldenPath(`${name}.safetensors`))).tensors;
}

/** The class `Cnn` of goldens/interop/make.py. */
export function smallCnn(): Model {
  const layers = [
    conv2d({ filters: 8, kernelSize: [3, 5], padding: [1, 2] }),
    batchNorm(),
    activation('relu'),
    maxPool(),
    depthwiseConv2d({ kernelSize: 3, multiplier: 2, stride: 2, padding: 1 }),
    conv2d({ filters: 10, kernelSize: 1, bias: false }),
    activation('gelu'),
    conv2dTranspose({ filters: 6, kernelSize: 3, stride: 2, padding: 1, outputPadding: 1 }),
    avgPool({ size: 3, stride: 2, padding: 1, countPadding: true }),
    layerNorm({ dimensions: 3 }),
    flatten(),
    batchNorm({ epsilon: 1e-3 }),
    dropout({ rate: 0.5 }),
    dense({ units: 16 }),
    activation('tanh'),
    dense({ units: 5 }),
  ];
  return sequential({ inputShape: [12, 16, 3], layers, seed: 1 });
}

/** Its modules. */
export const CNN_NAMES = {
  conv1: 'stem',
  bn1: 'norm',
  depthwise1: 'depthwise',
  conv2: 'pointwise',
  convTranspose1: 'up',
  ln1: 'layer_norm',
  bn2: 'row_norm',
  dense1: 'hidden',
  dense2: 'head',
} as const;

/** `small_vgg11` of goldens/interop/make.py. */
export function smallVgg11(): Model {
  const conv = (filters: number): Layer[] => [conv2d({ filters, kernelSize: 3, padding: 1 }), activation('relu')];
  const blocks = [[4], [8], [16, 16], [32, 32], [32, 32]];
  const hidden = (): Layer[] => [dense({ units: 32 }), activation('relu'), dropout({ rate: 0.5 })];
  const layers = [
    ...blocks.flatMap((filters) => [...filters.flatMap(conv), maxPool()]),
    flatten(),
    ...hidden(),
    ...hidden(),
    dense({ units: 10 }),
  ];
  return sequential({ inputShape: [64, 64, 3], layers, seed: 1 });
}

/** A tensor of a golden file for TensorFlow.js. */
export function tensorOf({ shape, data }: SafeTensor): tf.Tensor {
  return tf.tensor(data as Float32Array, [...shape], 'float32');
}

/** Largest absolute difference between what a model gives for a golden input and the golden logits. */
export async function logitError(model: Model, name: string): Promise<number> {
  const { x, logits } = await golden(`${name}-logits`);
  if (x === undefined || logits === undefined) throw new Error(`no logits for ${name}`);
  const outputs = tf.tidy(() => model.apply(tensorOf(x)).dataSync());
  return Math.max(...Array.from(outputs, (output, i) => Math.abs(output - Number(logits.data[i]))));
}
