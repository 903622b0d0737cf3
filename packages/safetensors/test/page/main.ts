import { safetensorsBlob, safetensorsDownload } from '@gradlab/safetensors/tfjs';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { layers, loadLayersModel, sequential } from '@tensorflow/tfjs-layers';

/** What the page can do, for the test to call. */
const app = {
  /** Saves a model as a download, and tells its output. */
  async save(): Promise<number[]> {
    const model = sequential({ layers: [layers.dense({ units: 3, inputShape: [2] })] });
    await model.save(safetensorsDownload('model.safetensors'));
    return [...(model.predict(tf.tensor2d([[1, 2]])) as tf.Tensor).dataSync()];
  },
  /** Loads a model as from a file picker, and tells its output. */
  async load(bytes: readonly number[]): Promise<number[]> {
    const model = await loadLayersModel(safetensorsBlob(new File([Uint8Array.from(bytes)], 'model.safetensors')));
    return [...(model.predict(tf.tensor2d([[1, 2]])) as tf.Tensor).dataSync()];
  },
};

export type App = typeof app;

Object.assign(globalThis, { app });
