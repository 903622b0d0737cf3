// node bench/bench.mjs [examples in thousands]: this package beside the same sums in plain doubles, and beside scikit-learn, as ratios.
// scikit-learn is that of the Python that GRADLAB_TORCH_PYTHON names, or of python3; without it the second part is left out.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { permutation, uniform } from '@gradlab/random';
import { Accuracy, ConfusionMatrix, LogLoss, MeanSquaredError, PearsonCorrelation, RocAuc } from '../dist/index.js';

const SIZE = Number(process.argv[2] ?? 200) * 1000;
const CLASSES = 10;
const BATCH = 250;
const RUNS = 7;

const logits = Float32Array.from(uniform(1, SIZE * CLASSES, { min: -3, max: 3 }));
const labels = Int32Array.from(permutation(2, SIZE), (i) => i % CLASSES);
const truth = Float32Array.from(uniform(3, SIZE));
const guess = Float32Array.from(truth, (value, i) => value + logits[i]);
const binary = labels.map((label) => label % 2);

const scores = { labels, predictions: { data: logits, shape: [SIZE, CLASSES] } };
const values = { labels: truth, predictions: guess };
const ranked = { labels: binary, predictions: guess };

function batchesOf({ labels: all, predictions }) {
  const { data, width } = ArrayBuffer.isView(predictions)
    ? { data: predictions, width: undefined }
    : { data: predictions.data, width: predictions.shape[1] };
  return Array.from({ length: SIZE / BATCH }, (_, i) => {
    const [start, end] = [i * BATCH, (i + 1) * BATCH];
    const part = data.subarray(start * (width ?? 1), end * (width ?? 1));
    return {
      labels: all.subarray(start, end),
      predictions: { data: part, shape: width === undefined ? [BATCH] : [BATCH, width] },
    };
  });
}

function largest(data, start) {
  let best = 0;
  for (let i = 1; i < CLASSES; i++) if (data[start + i] > data[start + best]) best = i;
  return best;
}

/** What each metric comes to in plain loops over plain doubles, nothing being checked. */
const plain = {
  accuracy({ labels: y, predictions: { data } }, state) {
    for (let i = 0; i < BATCH; i++) state[0] += largest(data, i * CLASSES) === y[i] ? 1 : 0;
  },
  confusionMatrix({ labels: y, predictions: { data } }, state) {
    for (let i = 0; i < BATCH; i++) state[y[i] * CLASSES + largest(data, i * CLASSES)]++;
  },
  logLoss({ labels: y, predictions: { data } }, state) {
    for (let i = 0; i < BATCH; i++) {
      const start = i * CLASSES;
      const top = data[start + largest(data, start)];
      let sum = 0;
      for (let k = 0; k < CLASSES; k++) sum += Math.exp(data[start + k] - top);
      state[0] += Math.log(sum) + top - data[start + y[i]];
    }
  },
  meanSquaredError({ labels: y, predictions: { data } }, state) {
    for (let i = 0; i < BATCH; i++) state[0] += (y[i] - data[i]) ** 2;
  },
  pearsonCorrelation({ labels: y, predictions: { data } }, state) {
    for (let i = 0; i < BATCH; i++) {
      const [a, b] = [y[i], data[i]];
      state[0] += a;
      state[1] += b;
      state[2] += a * a;
      state[3] += b * b;
      state[4] += a * b;
    }
  },
};

const metrics = {
  accuracy: [new Accuracy(), scores],
  confusionMatrix: [new ConfusionMatrix({ classes: CLASSES }), scores],
  logLoss: [new LogLoss({ fromLogits: true }), scores],
  meanSquaredError: [new MeanSquaredError(), values],
  pearsonCorrelation: [new PearsonCorrelation(), values],
};

function seconds(work) {
  const start = performance.now();
  work();
  return (performance.now() - start) / 1000;
}

/** Least time of each, taken in turns, so that a machine that slows down slows both. */
function leastOf(...works) {
  const least = works.map(() => Number.POSITIVE_INFINITY);
  for (let run = 0; run < RUNS; run++) {
    works.forEach((work, i) => {
      least[i] = Math.min(least[i], seconds(work));
    });
  }
  return least;
}

console.log(
  `${SIZE} examples in batches of ${BATCH}, Node ${process.version}; times this package takes, for one of the other\n`,
);
const own = {};
for (const [name, [metric, data]] of Object.entries(metrics)) {
  const batches = batchesOf(data);
  const state = new Float64Array(CLASSES ** 2);
  const [mine, other] = leastOf(
    () => {
      for (const batch of batches) metric.update(batch);
      metric.compute();
    },
    () => {
      for (const batch of batches) plain[name](batch, state);
    },
  );
  own[name] = mine;
  console.log(`${name.padEnd(20)} ${(mine / other).toFixed(1)} of plain doubles`);
}
[own.rocAuc] = leastOf(() => {
  const area = new RocAuc();
  area.update(ranked);
  area.compute();
});

try {
  const program = process.env.GRADLAB_TORCH_PYTHON ?? 'python3';
  const script = fileURLToPath(new URL('./sklearn-side.py', import.meta.url));
  const options = { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] };
  const theirs = JSON.parse(execFileSync(program, [script, String(SIZE), String(CLASSES), String(RUNS)], options));
  console.log();
  for (const [name, time] of Object.entries(theirs)) {
    console.log(`${name.padEnd(20)} ${(own[name] / time).toFixed(2)} of scikit-learn, all examples at once there`);
  }
} catch (error) {
  console.log(
    `\nscikit-learn skipped: ${String(error.stderr || error.message)
      .trim()
      .split('\n')
      .at(-1)}`,
  );
}
