// What fast mode saves: evaluations and time of both modes, interleaved in one run, on a network of 10,000 parameters.
//   pnpm bench [rounds]
import { useBackend } from '@gradlab/backend';
import { gradcheck } from '@gradlab/gradcheck';
import { foldIn, normal } from '@gradlab/random';
import * as tf from '@tensorflow/tfjs-core';

const rounds = Number(process.argv[2] ?? 3);
await useBackend('wasm');

const draw = (name, shape, scale) =>
  tf.tensor(
    Float32Array.from(normal(foldIn(1, name), tf.util.sizeFromShape(shape)), (z) => scale * z),
    shape,
  );

// 50·100 + 100·49 + 100 = 10,000.
const parameters = {
  first: draw('first', [50, 100], 0.1),
  bias: draw('bias', [100], 0.1),
  second: draw('second', [100, 49], 0.1),
};
const x = draw('x', [8, 50], 1);
const network = ({ first, bias, second }) =>
  tf.mean(tf.square(tf.matMul(tf.relu(tf.add(tf.matMul(x, first), bias)), second)));

const seconds = { full: [], fast: [] };
const evaluations = {};
for (let round = 0; round < rounds; round++) {
  for (const mode of ['full', 'fast']) {
    const start = performance.now();
    const report = await gradcheck(network, [parameters], { mode });
    seconds[mode].push((performance.now() - start) / 1000);
    if (!report.ok) throw new Error(String(report));
    evaluations[mode] = report.evaluations;
  }
}
const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];
console.log(`full: ${evaluations.full} evaluations, ${median(seconds.full).toFixed(2)} s (median of ${rounds})`);
console.log(`fast: ${evaluations.fast} evaluations, ${median(seconds.fast).toFixed(3)} s`);
console.log(
  `fast mode is ${(evaluations.full / evaluations.fast).toFixed(0)} times cheaper by evaluations, ` +
    `${(median(seconds.full) / median(seconds.fast)).toFixed(0)} times by time`,
);
