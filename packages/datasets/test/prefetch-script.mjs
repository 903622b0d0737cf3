// A program that passes over batches with workers, for tests of how its process ends: node prefetch-script.mjs <how>
import '@tensorflow/tfjs-backend-cpu';
import { batches, syntheticDigits } from '@gradlab/datasets';
import * as tf from '@tensorflow/tfjs-core';

const how = process.argv[2];
await tf.setBackend('cpu');
await tf.ready();
Object.assign(tf.backend(), { firstUse: false });
const digits = syntheticDigits({ size: 64, seed: 1 });
const module = new URL('./example-transforms.mjs', import.meta.url);
const pass = (name, options) =>
  batches(digits, { batchSize: 4, workers: 2, transform: { module, export: name }, ...options });

const ways = {
  async end() {
    for await (const _ of pass('same'));
  },
  async break() {
    for await (const _ of pass('slowOnEven', { prefetch: 12 })) break;
  },
  async throw() {
    for await (const _ of pass('same')) throw new Error('enough');
  },
  // The loop is left at its first batch, while the second never ends.
  async stuck() {
    for await (const _ of pass('foreverFromFour')) break;
  },
  async abandon() {
    const iterator = pass('same')[Symbol.asyncIterator]();
    await iterator.next();
  },
  async abort() {
    for await (const _ of pass('forever', { signal: AbortSignal.timeout(200) }));
  },
  async memory() {
    for await (const _ of pass('hungry'));
  },
  async preload() {
    for await (const _ of pass('same'));
  },
};

try {
  await ways[how]();
  console.log('ended');
} catch (error) {
  console.log(`${error.name} ${error.code ?? ''}: ${error.message}`);
}
