import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { foldIn, uniform } from '@gradlab/random';
import { expect, it } from 'vitest';

const KILLS = process.env.GRADLAB_STRESS === '1' ? 50 : 5;
/** After so many a run may end. */
const KILLS_A_RUN = 3;
const PROGRAM = fileURLToPath(new URL('killed-training.mjs', import.meta.url));
interface Ending {
  /** What it printed: `begin …`, and `end …` if it came so far. */
  readonly lines: readonly string[];
  readonly signal: NodeJS.Signals | null;
  /** How long it trained: from its first line to its end. */
  readonly milliseconds: number;
}

/** Runs the training, and kills it some time after it began to train. */
async function runTraining(folder: string, backend: string, killAfter?: number): Promise<Ending> {
  const child = spawn(process.execPath, [PROGRAM, folder, backend], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  let begun = 0;
  child.stdout.on('data', (chunk: Buffer) => {
    if (output === '') {
      begun = performance.now();
      if (killAfter !== undefined) setTimeout(() => child.kill('SIGKILL'), killAfter);
    }
    output += chunk;
  });
  const signal = await new Promise<NodeJS.Signals | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (_, by) => resolve(by));
  });
  return { lines: output.trim().split('\n'), signal, milliseconds: performance.now() - begun };
}

async function inFolder<T>(run: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'gradlab-killed-'));
  try {
    return await run(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

it(`ends with the same bits however it is killed (${KILLS} kills)`, { timeout: 600_000 }, async () => {
  const backend = 'wasm';
  const whole = await inFolder((folder) => runTraining(folder, backend));
  const expected = whole.lines.at(-1);
  expect(expected).toMatch(/^end \{/);
  const seed = Number(process.env.GRADLAB_SEED ?? 4);
  const places = new Set<string>();
  for (let [kills, run] = [0, 0]; kills < KILLS; run++) {
    await inFolder(async (folder) => {
      const shares = uniform(foldIn(seed, run), KILLS_A_RUN, { max: 0.7 });
      for (let attempt = 0; ; attempt++) {
        const share = shares[attempt];
        const killAfter = share === undefined ? undefined : share * whole.milliseconds;
        const { lines, signal } = await runTraining(folder, backend, killAfter);
        places.add(lines[0] ?? '');
        if (signal === 'SIGKILL') kills += 1;
        if (lines.at(-1)?.startsWith('end')) {
          expect(lines.at(-1), `run ${run}, after ${attempt} kills`).toBe(expected);
          return;
        }
        expect(signal).toBe('SIGKILL');
      }
    });
  }
  // Not every run began at the same place: kills came where there was something to go on from.
  expect(places.size).toBeGreaterThan(2);
});
