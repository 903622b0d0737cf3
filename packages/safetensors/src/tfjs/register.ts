import * as tf from '@tensorflow/tfjs-core';
import { safetensorsFile } from './file.ts';

let registered = false;

function handlerOf(url: string | string[]): tf.io.IOHandler | null {
  // TensorFlow.js asks with lists of files too; its type wants a handler, and its code takes null for "not mine".
  return typeof url === 'string' && /^file:\/\/.*\.safetensors$/.test(url) ? safetensorsFile(url) : null;
}

/**
 * Lets TensorFlow.js save to and load from `file://….safetensors` by the URL alone (Node). More calls than one change nothing.
 * tfjs-node answers every `file://` itself, and two answers are an error in TensorFlow.js: beside it use {@link safetensorsFile}.
 *
 * @example
 * ```ts
 * import { rm } from 'node:fs/promises';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import { pathToFileURL } from 'node:url';
 * import { registerSafetensors } from '@gradlab/safetensors/tfjs';
 * import '@tensorflow/tfjs-backend-cpu';
 * import { layers, loadLayersModel, sequential } from '@tensorflow/tfjs-layers';
 *
 * registerSafetensors();
 * const url = pathToFileURL(join(tmpdir(), `registered-${process.pid}.safetensors`));
 * await sequential({ layers: [layers.dense({ units: 2, inputShape: [3] })] }).save(url.href);
 * console.log((await loadLayersModel(url.href)).countParams()); // 8
 * await rm(url);
 * ```
 */
export function registerSafetensors(): void {
  if (registered) return;
  registered = true;
  const router = handlerOf as Parameters<typeof tf.io.registerSaveRouter>[0];
  tf.io.registerSaveRouter(router);
  tf.io.registerLoadRouter(router);
}
