// pnpm bench: training work on stock tfjs-wasm, on this package's two binaries, on jax-js and on PyTorch, one thread each, in one run.
//
//   node bench/bench.mjs [--work <part of a name>] [--rounds 9] [--nodes 20,24] [--sides stock,relaxed] [--quick] [--output file]
//
// PyTorch is that of the Python that GRADLAB_TORCH_PYTHON names, or of python3. `node bench/report.mjs` writes the results into README.md.
import { execFileSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { dirname } from 'node:path';
import { provideNode } from '@gradlab-internal/npm-cache';
import { readOptions } from './options.mjs';
import { runOnNode } from './run-on-node.mjs';
import { consoleRow, ownSide } from './table.mjs';

/** The Nodes to run on: the current one unless others are asked for. One that cannot be had is named, and left out. */
async function findNodes(versions) {
  if (versions.length === 0) return [process.execPath];
  const programs = [];
  for (const version of versions) {
    const { program, reason } = await provideNode(version);
    if (program === undefined) console.log(`Node ${version} cannot be had: ${reason.split('\n')[0]}`);
    else programs.push(program);
  }
  return programs;
}

const rounded = (rates) => Object.fromEntries(Object.entries(rates).map(([name, rate]) => [name, rate.toFixed(1)]));

function print(version, { rows, sides, tiles }) {
  const names = Object.keys(sides).filter((name) => sides[name].reason === undefined);
  console.log('Best inner loop alone, GFLOP/s');
  console.table(Object.fromEntries(Object.entries(tiles).map(([simd, { tiles: rates }]) => [simd, rounded(rates)])));
  console.log(
    `Processor time in milliseconds, median (10th–90th percentile); ratios and share of the roofline: ${ownSide(version)}`,
  );
  console.table(Object.fromEntries(rows.map((row) => [row.name, consoleRow(row, names, ownSide(version))])));
  for (const { name, results } of rows) {
    for (const [side, { reason }] of Object.entries(results)) if (reason) console.log(`${name}: ${side}: ${reason}`);
  }
}

const { nodes: versions, output, ...options } = readOptions();
const machine = { cpu: cpus()[0]?.model, cores: cpus().length, gigabytes: Math.round(totalmem() / 2 ** 30) };
const nodes = {};
for (const node of await findNodes(versions)) {
  const version = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim();
  console.log(`Node ${version} on ${machine.cpu}`);
  nodes[version] = await runOnNode(node, options);
  print(version, nodes[version]);
}
const date = new Date().toISOString().slice(0, 10);
const results = { date, machine, rounds: options.rounds, nodes };
await mkdir(dirname(output), { recursive: true });
await writeFile(output, `${JSON.stringify(results, null, 2)}\n`);
