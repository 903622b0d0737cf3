import { installWasmKernels } from '@gradlab/wasm-kernels';
import * as tf from '@tensorflow/tfjs-core';
import { initializers, layers, sequential } from '@tensorflow/tfjs-layers';

/** What came of the training, as data that crosses from a worker to its page and from there to the test. */
export interface Outcome {
  readonly simd: string;
  readonly kernels: number;
  /** Whether the stock backend keeps its tensors in a memory that threads share. */
  readonly shared: boolean;
  /** Of each epoch. */
  readonly losses: readonly number[];
}

/** Images that are noise, the same everywhere, but for a bright third: which of the three is the label. */
function images(count: number, size: number): Float32Array {
  return Float32Array.from({ length: count * size * size }, (_, i) => {
    const noise = (Math.imul(i + 1, 2654435761) >>> 0) / 2 ** 32;
    const [image, row] = [Math.floor(i / (size * size)), Math.floor(i / size) % size];
    return noise + Number(Math.floor((3 * row) / size) === image % 3);
  });
}

/** Trains a small CNN of tfjs-layers on the stock WASM backend with the kernels of this package. */
export async function train(simd: 'simd128' | 'relaxed'): Promise<Outcome> {
  await tf.setBackend('wasm');
  const { wasm } = tf.backend() as unknown as { readonly wasm: { readonly HEAPU8: Uint8Array } };
  const installation = installWasmKernels({ simd });
  const kernelInitializer = initializers.glorotUniform({ seed: 1 });
  const model = sequential({
    layers: [
      layers.conv2d({ inputShape: [12, 12, 1], filters: 4, kernelSize: 3, activation: 'relu', kernelInitializer }),
      layers.maxPooling2d({ poolSize: 2 }),
      layers.flatten(),
      layers.dense({ units: 3, activation: 'softmax', kernelInitializer }),
    ],
  });
  model.compile({ optimizer: tf.train.adam(0.02), loss: 'sparseCategoricalCrossentropy' });
  const x = tf.tensor4d(images(24, 12), [24, 12, 12, 1]);
  const y = tf.tensor1d(Array.from({ length: 24 }, (_, i) => i % 3));
  const { history } = await model.fit(x, y, { epochs: 5, batchSize: 8, shuffle: false, verbose: 0 });
  tf.dispose([x, y]);
  model.dispose();
  return {
    simd: installation.simd,
    kernels: installation.kernels.length,
    shared: !(wasm.HEAPU8.buffer instanceof ArrayBuffer),
    losses: (history.loss ?? []).map(Number),
  };
}
