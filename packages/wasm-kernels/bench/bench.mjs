// pnpm bench: stock tfjs-wasm against this package, one thread, interleaved. Each side runs in a process of its own (kernels are global);
// a round asks both for one measurement in turn, so that a machine that drifts drifts for both.
import { fork } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { workNames } from './work.mjs';

const ROUNDS = 9;
const SIDES = ['stock', 'simd128', 'relaxed'];

function start(side) {
  const child = fork(fileURLToPath(new URL('./side.mjs', import.meta.url)), [side]);
  const ask = (name) =>
    new Promise((resolve) => {
      child.once('message', resolve);
      child.send(name);
    });
  child.once('exit', (code) => {
    if (code !== null) throw new Error(`${side} ended with ${code}`);
  });
  return { side, child, ask };
}

function quantile(values, q) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))];
}

const describe = (times) => ({ median: quantile(times, 0.5), low: quantile(times, 0.1), high: quantile(times, 0.9) });

async function measure(sides, name) {
  const times = Object.fromEntries(SIDES.map((side) => [side, []]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const { side, ask } of sides) {
      const milliseconds = await ask(name);
      if (milliseconds !== null) times[side].push(milliseconds);
    }
  }
  return Object.fromEntries(SIDES.map((side) => [side, times[side].length === 0 ? null : describe(times[side])]));
}

function cell(result) {
  return result === null
    ? 'cannot'
    : `${result.median.toFixed(2)} (${result.low.toFixed(2)}–${result.high.toFixed(2)})`;
}

function ratio(result, stock) {
  return result === null || stock === null ? '–' : `${(stock.median / result.median).toFixed(1)}×`;
}

const sides = SIDES.map(start);
const results = {};
const table = {};
for (const name of workNames) {
  const result = await measure(sides, name);
  const { stock, simd128, relaxed } = result;
  results[name] = result;
  const ratios = { 'simd128 is': ratio(simd128, stock), 'relaxed is': ratio(relaxed, stock) };
  table[name] = { 'stock ms': cell(stock), 'simd128 ms': cell(simd128), 'relaxed ms': cell(relaxed), ...ratios };
}
for (const { child } of sides) child.kill();
const machine = { node: process.version, cpu: cpus()[0]?.model, cores: cpus().length };
console.log(`Node ${machine.node}, ${machine.cpu}; median of ${ROUNDS} (10th–90th percentile), milliseconds`);
console.table(table);
const folder = new URL('./results/', import.meta.url);
await mkdir(folder, { recursive: true });
await writeFile(new URL('latest.json', folder), `${JSON.stringify({ machine, rounds: ROUNDS, results }, null, 2)}\n`);
