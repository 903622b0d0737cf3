// The augmentation of a cats-and-dogs network over 1,000 photos of 64 x 64, on one thread, beside torchvision:
//   pnpm build && GRADLAB_DATA_DIR=<folder> node bench/pipeline.mjs [python with torchvision]
// Both run in turns, five times; the ratio of their medians is what counts.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import {
  colorJitter,
  compose,
  grayscale,
  horizontalFlip,
  randomResizedCrop,
  rotation,
  zeroCenter,
} from '@gradlab/augment';

const file = `${process.env.GRADLAB_DATA_DIR}/cats-vs-dogs/packed64/test-images-64x64x3.u8.gz`;
const python = process.argv[2] ?? 'python3';
const pixels = new Uint8Array(gunzipSync(readFileSync(file)));
const pipeline = compose([
  rotation({ degrees: 10, interpolation: 'bilinear' }),
  horizontalFlip(),
  randomResizedCrop({ size: 64, scale: [0.8, 1] }),
  colorJitter({ brightness: 0.2, contrast: 0.2, saturation: 0.2, hue: 0.05 }),
  grayscale({ probability: 0.2 }),
  zeroCenter(),
]);

function pass(count, epoch) {
  const start = performance.now();
  for (let index = 0; index < count; index++) {
    const data = pixels.subarray(index * 12288, (index + 1) * 12288);
    pipeline.apply({ data, shape: [64, 64, 3], scale: 1 / 255, range: [0, 255] }, { seed: 1, epoch, index });
  }
  return (1000 * count) / (performance.now() - start);
}

const median = (rates) => rates.toSorted((a, b) => a - b)[Math.floor(rates.length / 2)];
const script = fileURLToPath(new URL('pipeline.py', import.meta.url));
pass(100, 0);
const [ours, theirs] = [[], []];
for (let turn = 1; turn <= 5; turn++) {
  ours.push(pass(1000, turn));
  theirs.push(Number(execFileSync(python, [script, file])));
}
console.log(`@gradlab/augment ${median(ours).toFixed(0)} images/s, torchvision ${median(theirs).toFixed(0)} images/s`);
console.log(`ratio ${(median(ours) / median(theirs)).toFixed(2)}`);
