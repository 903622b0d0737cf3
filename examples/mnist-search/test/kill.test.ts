import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { timeless, writeDigits } from '@gradlab-examples/harness/testing';
import { afterEach, beforeEach, expect, it } from 'vitest';

const PACKAGE = fileURLToPath(new URL('..', import.meta.url));
// The built package, as the runner has it: on threads the objective is loaded from there.
const RUN = `
import { useBackend } from '@gradlab/backend';
import { runForTest } from '@gradlab-examples/harness/testing';
import { mnistSearch } from '@gradlab-examples/mnist-search';
await runForTest(mnistSearch, {
  out: process.env.OUT, backend: await useBackend('wasm'), only: ['A2-H-halving'], epochs: 2,
  source: JSON.parse(process.env.SOURCE), log: console.log,
});`;

let root: string;
let source: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'gradlab-mnist-search-'));
  source = JSON.stringify(await writeDigits(root, { train: 240, test: 60 }));
});
afterEach(() => rm(root, { recursive: true, force: true }));

/** Runs the search in a process of its own; killed at the `killAt`-th run if that is given. */
function start(name: string, { workers = 0, killAt = Number.POSITIVE_INFINITY } = {}): Promise<number> {
  const env = { ...process.env, OUT: join(root, name), SOURCE: source, GRADLAB_SEARCH_WORKERS: String(workers) };
  const child = spawn(process.execPath, ['--input-type=module', '-e', RUN], { cwd: PACKAGE, env });
  let runs = 0;
  return new Promise((resolve, reject) => {
    child.stdout.on('data', (text: Buffer) => {
      runs += String(text).match(/run \d+ of/g)?.length ?? 0;
      if (runs >= killAt) child.kill('SIGKILL');
    });
    child.stderr.pipe(process.stderr);
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 || killAt < Number.POSITIVE_INFINITY ? resolve(runs) : reject(new Error(`ended with ${code}`)),
    );
  });
}

async function foundIn(name: string): Promise<unknown> {
  const { searches } = JSON.parse(await readFile(join(root, name, 'mnist-search', 'metrics.json'), 'utf8'));
  return timeless(searches);
}

it('gives the same when it was killed, and on threads, as in one go', { timeout: 300_000 }, async () => {
  const all = await start('straight');
  const expected = await foundIn('straight');
  await start('killed', { killAt: 5 });
  expect(await readdir(join(root, 'killed', 'mnist-search'))).toContain('.parts');
  expect(await start('killed')).toBeLessThan(all);
  expect(await foundIn('killed')).toEqual(expected);
  await start('threads', { workers: 2 });
  const onThreads = await foundIn('threads');
  expect(onThreads).toEqual(expected);
});
