// Batches per second with 0, 1 and 2 workers, of 64 photos of 64 x 64 through the augmentation of a cats-and-dogs network,
// and beside work of the main thread that takes as long as a batch:
//   pnpm turbo run build --filter=@gradlab/augment && GRADLAB_DATA_DIR=<folder> node bench/prefetch.mjs
// All run in turns, five times; the ratios of their medians are what counts.
import '@tensorflow/tfjs-backend-cpu';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { batches, createDataset } from '@gradlab/datasets';
import * as tf from '@tensorflow/tfjs-core';

// Not a dependency: augment's own tests depend on this package.
const module = new URL('../../augment/dist/index.js', import.meta.url);
const { colorJitter, compose, grayscale, horizontalFlip, randomResizedCrop, rotation, zeroCenter } = await import(
  module
);
const pipeline = compose([
  rotation({ degrees: 10, interpolation: 'bilinear' }),
  horizontalFlip(),
  randomResizedCrop({ size: 64, scale: [0.8, 1] }),
  colorJitter({ brightness: 0.2, contrast: 0.2, saturation: 0.2, hue: 0.05 }),
  grayscale({ probability: 0.2 }),
  zeroCenter(),
]);

const SIZE = 1000;
const folder = `${process.env.GRADLAB_DATA_DIR}/cats-vs-dogs/packed64`;
const photos = createDataset({
  name: 'photos',
  size: SIZE,
  x: {
    data: new Uint8Array(gunzipSync(readFileSync(`${folder}/test-images-64x64x3.u8.gz`))).subarray(0, SIZE * 12288),
    shape: [64, 64, 3],
    scale: 1 / 255,
  },
  y: { data: new Uint8Array(readFileSync(`${folder}/test-labels.u8`)).subarray(0, SIZE), shape: [] },
});

/** Batches per second of one pass, with so many milliseconds of other work on the main thread after each batch. */
async function pass(workers, epoch, busy = 0) {
  const transform = { module, export: 'fromConfig', config: pipeline.config };
  const start = performance.now();
  let count = 0;
  for await (const _ of batches(photos, { batchSize: 64, seed: 1, epoch, transform, workers })) {
    count++;
    for (const end = performance.now() + busy; performance.now() < end; );
  }
  return (1000 * count) / (performance.now() - start);
}

const median = (rates) => rates.toSorted((a, b) => a - b)[Math.floor(rates.length / 2)];

async function compare(title, busy) {
  const rates = [[], [], []];
  for (let turn = 1; turn <= 5; turn++) {
    for (const [workers, of] of rates.entries()) of.push(await pass(workers, turn, busy));
  }
  const [none, ...some] = rates.map(median);
  const ratios = some.map((rate, i) => `${i + 1} worker${i === 0 ? '' : 's'} ${(rate / none).toFixed(2)}`);
  console.log(`${title}: 0 workers ${none.toFixed(1)} batches/s; ratio to it: ${ratios.join(', ')}`);
  return none;
}

await tf.setBackend('cpu');
await tf.ready();
Object.assign(tf.backend(), { firstUse: false });
for (const workers of [0, 1, 2]) await pass(workers, 0);
const alone = await compare('batches alone', 0);
await compare('beside as much work on the main thread', 1000 / alone);
