import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { uniform } from './dimension.ts';
import type { TrialContext } from './objective.ts';
import { search } from './search.ts';
import { successiveHalving } from './successive-halving.ts';

let directory = '';
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'gradlab-trials-'));
});
afterEach(() => rm(directory, { recursive: true }));

const strategy = successiveHalving({ trials: 3, minBudget: 1, maxBudget: 3 });
const space = { x: uniform(0, 1) };

/** "Trains": adds up the budgets in a file of the trial's folder, up to its own. */
async function objective({ x }: { x: number }, { directory: folder = '', budget = 0 }: TrialContext): Promise<number> {
  const file = join(folder, 'epochs');
  const done = Number(await readFile(file, 'utf8').catch(() => '0'));
  await writeFile(file, String(Math.max(done, budget)));
  return x;
}

const run = (more: object = {}) => search(space, objective, { strategy, directory, ...more });

describe('the folders of trials', () => {
  it('are there before the objective runs, one for a trial at every budget', async () => {
    const { best } = await run();
    expect((await readdir(directory)).sort()).toEqual(['trial-0', 'trial-1', 'trial-2']);
    const folder = join(directory, `trial-${best?.trial}`);
    expect(await readFile(join(folder, 'epochs'), 'utf8')).toBe('3');
    expect((await readdir(folder)).sort()).toEqual(['epochs', 'trial.json']);
  });

  it('serve a search that goes on from its journal', async () => {
    const journal = join(directory, 'search.jsonl');
    const whole = await run({ journal });
    const lines = (await readFile(journal, 'utf8')).split('\n');
    // Killed in its last run, whose checkpoints are there.
    await writeFile(journal, `${lines.slice(0, -2).join('\n')}\n`);
    expect((await run({ journal })).best?.score).toBe(whole.best?.score);
  });

  it('are refused with what other parameters or a larger budget left', async () => {
    await run({ seed: 1 });
    const before = await readFile(join(directory, 'trial-0', 'trial.json'), 'utf8');
    await expect(run({ seed: 2 })).rejects.toMatchObject({
      code: 'directory',
      message: expect.stringMatching(/trial-0 is of another search, or its journal is gone: it was made for {"param/),
    });
    await expect(run({ seed: 1 })).rejects.toMatchObject({
      code: 'directory',
      message: expect.stringMatching(
        /its run has a budget of 3, and 1 is asked for; move the folder away to begin anew/,
      ),
    });
    expect(await readFile(join(directory, 'trial-0', 'trial.json'), 'utf8')).toBe(before);
  });

  it('are refused with a label that is none, and where no folder can be', async () => {
    await run();
    await writeFile(join(directory, 'trial-0', 'trial.json'), 'my own');
    await expect(run()).rejects.toMatchObject({ code: 'directory' });
    await writeFile(join(directory, 'file'), '');
    await expect(run({ directory: join(directory, 'file') })).rejects.toMatchObject({ code: 'storage' });
  });
});
