import { describeValue } from '@gradlab-internal/checks';
import type * as tf from '@tensorflow/tfjs-core';
import { fileSystem } from '../file-system.ts';
import { readSafetensors } from '../read.ts';
import { writeSafetensors } from '../write.ts';
import { fromModelFile, toModelFile } from './model-file.ts';
import { saveResult } from './result.ts';

/** Saves and loads. */
export type SafetensorsHandler = Required<tf.io.IOHandler>;

/**
 * Keeps a TensorFlow.js model, topology and weights, in one safetensors file (Node). It is replaced atomically, and other
 * programs read the weights from it by name.
 *
 * @param path of the file: a path, a `file://` text or a `file:` URL
 * @returns a handler for `model.save` and `loadLayersModel`. Saving throws RangeError for weights that are strings or quantised;
 * loading throws SafetensorsError for a file that breaks a rule of the format or holds no model
 * @throws TypeError if `path` is neither text nor a URL
 * @example
 * ```ts
 * import { rm } from 'node:fs/promises';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import { safetensorsFile } from '@gradlab/safetensors/tfjs';
 * import '@tensorflow/tfjs-backend-cpu';
 * import { layers, loadLayersModel, sequential } from '@tensorflow/tfjs-layers';
 *
 * const path = join(tmpdir(), `model-${process.pid}.safetensors`);
 * const model = sequential({ layers: [layers.dense({ units: 2, inputShape: [3] })] });
 * await model.save(safetensorsFile(path));
 * const loaded = await loadLayersModel(safetensorsFile(path));
 * console.log(loaded.countParams()); // 8
 * await rm(path);
 * ```
 */
export function safetensorsFile(path: string | URL): SafetensorsHandler {
  if (typeof path !== 'string' && !(path instanceof URL)) {
    throw new TypeError(`safetensorsFile: path must be a path or a file: URL, got ${describeValue(path)}`);
  }
  return {
    async save(artifacts) {
      const { tensors, metadata } = toModelFile(artifacts);
      await writeSafetensors(pathOf(path), tensors, { metadata });
      return saveResult(artifacts);
    },
    load: async () => fromModelFile(await readSafetensors(pathOf(path))),
  };
}

function pathOf(path: string | URL): string {
  fileSystem('safetensorsFile');
  const isUrl = path instanceof URL || path.startsWith('file://');
  return isUrl ? process.getBuiltinModule('node:url').fileURLToPath(path) : path;
}
