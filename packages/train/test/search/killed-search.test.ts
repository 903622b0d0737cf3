import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { foldIn, uniform } from '@gradlab/random';
import { expect, it } from 'vitest';

const SCRIPT = fileURLToPath(new URL('./killed-search.mjs', import.meta.url));
const KILLS = process.env.GRADLAB_STRESS === '1' ? 50 : 4;

/** What the script printed; undefined if it was killed before its end. */
function run(journal: string, killAfter: number | undefined): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [SCRIPT, journal], { stdio: ['ignore', 'pipe', 'inherit'] });
    let [printed, timer]: [string, NodeJS.Timeout | undefined] = ['', undefined];
    child.stdout.on('data', (chunk) => {
      printed += chunk;
    });
    if (killAfter !== undefined) timer = setTimeout(() => child.kill('SIGKILL'), killAfter);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (code === 0) resolve(printed);
      else if (signal === 'SIGKILL') resolve(undefined);
      else reject(new Error(`the search ended with code ${code}`));
    });
  });
}

it(`ends as if nothing had happened, killed ${KILLS} times`, { timeout: 20_000 + 3_000 * KILLS }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'gradlab-killed-'));
  try {
    const whole = await run(join(folder, 'whole.jsonl'), undefined);
    const [begin, journals] = [performance.now(), join(folder, 'measured.jsonl')];
    await run(journals, undefined);
    const lasts = performance.now() - begin;
    let kills = 0;
    for (let round = 0; kills < KILLS; round++) {
      const journal = join(folder, `${round}.jsonl`);
      let result: string | undefined;
      for (let attempt = 0; result === undefined; attempt++) {
        const [share = 0] = uniform(foldIn(foldIn(round, 'kill'), attempt), 1);
        // After three kills a round may end.
        result = await run(journal, attempt < 3 ? share * lasts : undefined);
        kills += Number(result === undefined);
      }
      expect(result).toBe(whole);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
});
