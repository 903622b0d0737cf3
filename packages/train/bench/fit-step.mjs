// What `fit` costs over a bare loop of TensorFlow.js calls that does the same: forward and backward pass, reading the loss, one update.
// Short blocks of both take turns in one process; the figure is the ratio of their medians in processor time, which other programs on the
// machine disturb less than a clock, and beside it the range of the ratios of thirds of the run.
//   pnpm bench [rounds]
import { useBackend } from '@gradlab/backend';
import { cnn, mlp } from '@gradlab/models';
import { adam, fit, sgd, softmaxCrossEntropy } from '@gradlab/train';
import * as tf from '@tensorflow/tfjs-core';

const rounds = Number(process.argv[2] ?? 60);
const BLOCK_MS = 100;
const { device, simd } = await useBackend('wasm');

const mnist = (batch) => ({
  x: tf.randomUniform([batch, 28, 28, 1], 0, 1, 'float32', 1),
  y: tf.tensor1d(
    Int32Array.from({ length: batch }, (_, i) => i % 10),
    'int32',
  ),
});
const digits = { inputShape: [28, 28, 1], outputs: 10, seed: 1 };
const optimizers = {
  SGD: { ours: () => sgd({ learningRate: 0.01 }), theirs: () => tf.train.sgd(0.01) },
  Adam: { ours: () => adam({ learningRate: 1e-4 }), theirs: () => tf.train.adam(1e-4, 0.9, 0.999, 1e-8) },
};
const cases = [
  { name: 'MLP 784-32-10, batch 16', model: () => mlp({ ...digits, hidden: [32] }), batch: 16 },
  { name: 'MLP 784-500-400-10, batch 64', model: () => mlp({ ...digits, hidden: [500, 400] }), batch: 64 },
  {
    name: 'CNN 16-pool-32-pool-10, batch 32',
    model: () => cnn({ ...digits, features: [16, 'pool', 32, 'pool'] }),
    batch: 32,
  },
];

async function bareLoop(model, { x, y }, optimizer, steps) {
  const variables = Object.values(model.parameters);
  let sum = 0;
  for (let step = 0; step < steps; step++) {
    const forward = () => softmaxCrossEntropy(y, model.apply(x, { training: true }));
    const { value, grads } = tf.variableGrads(forward, variables);
    sum += (await value.data())[0];
    optimizer.applyGradients(grads);
    tf.dispose([value, grads]);
  }
  return sum / steps;
}

async function fitLoop(model, batch, optimizer, steps) {
  async function* data() {
    for (let step = 0; step < steps; step++) yield batch;
  }
  const { epochs } = await fit(model, { data, epochs: 1, loss: softmaxCrossEntropy, optimizer });
  return epochs[0].loss;
}

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];

async function compare({ name, model: build, batch: size }, optimizerName, tell) {
  const batch = mnist(size);
  const { ours, theirs } = optimizers[optimizerName];
  const sides = {
    bare: { model: build(), optimizer: theirs(), run: bareLoop },
    fit: { model: build(), optimizer: ours(), run: fitLoop },
  };
  const time = async ({ model, optimizer, run }, steps) => {
    const before = process.cpuUsage();
    const loss = await run(model, batch, optimizer, steps);
    const { user, system } = process.cpuUsage(before);
    return { ms: (user + system) / 1000 / steps, loss };
  };
  // Both start with the same weights: the first block shows that they do the same, and warms up.
  const first = { bare: await time(sides.bare, 60), fit: await time(sides.fit, 60) };
  if (Math.abs(first.bare.loss - first.fit.loss) > 1e-3) throw new Error(`losses differ: ${JSON.stringify(first)}`);
  const steps = Math.max(2, Math.round(BLOCK_MS / first.bare.ms));
  const blocks = [];
  for (let round = 0; round < rounds; round++) {
    const order = round % 2 === 0 ? ['bare', 'fit'] : ['fit', 'bare'];
    const times = {};
    for (const side of order) times[side] = (await time(sides[side], steps)).ms;
    blocks.push(times);
  }
  const ratio = (part) => median(part.map((times) => times.fit)) / median(part.map((times) => times.bare));
  const thirds = [0, 1, 2].map((third) => ratio(blocks.filter((_, i) => i % 3 === third))).map((r) => r.toFixed(3));
  tell(
    `${name}, ${optimizerName}: fit / bare ${ratio(blocks).toFixed(3)} (thirds ${thirds.join(', ')}; ${rounds} rounds of ${steps} steps)`,
  );
  for (const { model, optimizer } of Object.values(sides)) {
    model.dispose();
    optimizer.dispose();
  }
  tf.dispose([batch.x, batch.y]);
}

console.log(`${device}, ${simd}, Node ${process.version}`);
// What all comparisons run is compiled before any of them.
await compare(cases[0], 'SGD', () => {});
for (const optimizer of Object.keys(optimizers)) for (const one of cases) await compare(one, optimizer, console.log);
