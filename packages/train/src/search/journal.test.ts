import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { choice, uniform } from './dimension.ts';
import { gridSearch, randomSearch } from './fixed-strategies.ts';
import type { Executor } from './objective.ts';
import { search } from './search.ts';
import { SearchError } from './search-error.ts';
import type { SearchResult } from './search-result.ts';

const folders: string[] = [];
afterEach(() => Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true }))));

async function journalPath(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'gradlab-journal-'));
  folders.push(folder);
  return join(folder, 'deep', 'search.jsonl');
}

const space = { x: uniform(0, 1) };

/** A search of some trials; also which of them it ran. */
async function run(journal: string, trials = 5, more: object = {}): Promise<[SearchResult<typeof space>, number[]]> {
  const ran: number[] = [];
  const objective = ({ x }: { x: number }, { trial }: { trial: number }): number => {
    ran.push(trial);
    if (trial === 2) throw new Error('two');
    return x;
  };
  return [await search(space, objective, { strategy: randomSearch({ trials }), seed: 1, journal, ...more }), ran];
}

describe('the journal of a search', () => {
  it('keeps every run, failures as well, and spares doing them again', async () => {
    const journal = await journalPath();
    const [first, ran] = await run(journal);
    const [again, none] = await run(journal);
    expect([ran, none]).toEqual([[0, 1, 2, 3, 4], []]);
    expect(again).toEqual(first);
    expect((await readFile(journal, 'utf8')).split('\n')).toHaveLength(1 + 5 + 1);
  });

  it('goes on with a longer random search', async () => {
    const journal = await journalPath();
    await run(journal, 3);
    const [longer, ran] = await run(journal, 6);
    expect(ran).toEqual([3, 4, 5]);
    expect(longer.trials).toHaveLength(6);
  });

  it('goes on from wherever its writer was killed: every length of the file', async () => {
    const journal = await journalPath();
    const [whole] = await run(journal);
    const bytes = await readFile(journal);
    const untimed = (result: typeof whole) => JSON.stringify(result).replaceAll(/"seconds":[\d.e-]+/g, '');
    for (let length = 0; length <= bytes.length; length += 17) {
      await writeFile(journal, bytes.subarray(0, length));
      const [result, ran] = await run(journal);
      const kept = bytes.subarray(0, length).toString().split('\n').length - 2;
      expect(ran).toEqual([0, 1, 2, 3, 4].slice(Math.max(0, kept)));
      expect(untimed(result)).toBe(untimed(whole));
    }
  });

  it('is not taken for that of another search, and says in what it differs', async () => {
    const journal = await journalPath();
    await run(journal);
    const differs = async (more: object, message: RegExp): Promise<void> => {
      await expect(run(journal, 5, more)).rejects.toMatchObject({
        code: 'journal',
        message: expect.stringMatching(message),
      });
    };
    await differs({ seed: 2 }, /differs in seed \(\[0,1\], now \[0,2\]\)$/);
    await differs({ direction: 'minimize' }, /differs in direction \("maximize", now "minimize"\)$/);
    const other = search({ x: uniform(0, 2) }, () => 1, { strategy: randomSearch({ trials: 5 }), seed: 1, journal });
    await expect(other).rejects.toThrow(/differs in space/);
  });

  it('is not taken for that of a search with other constraints, whose trials are others', async () => {
    const journal = await journalPath();
    const grid = { x: choice([1, 2, 3, 4]) };
    const above = (least: number) =>
      search(grid, ({ x }) => x, { strategy: gridSearch(), journal, constraints: [({ x }) => x >= least] });
    expect((await above(3)).trials).toHaveLength(2);
    await expect(above(1)).rejects.toMatchObject({
      code: 'journal',
      message: expect.stringMatching(/with other constraints perhaps: trial 0 is {"x":3} there, now {"x":1}$/),
    });
    expect((await above(3)).trials).toHaveLength(2);
  });

  it('does not mix long lines of runs that end together', async () => {
    const journal = await journalPath();
    const pad = 'x'.repeat(2 ** 20);
    const executor: Executor = { concurrency: 6, run: async () => ({ score: 1, pad }), close: async () => undefined };
    await search(space, executor, { strategy: randomSearch({ trials: 6 }), seed: 1, journal });
    expect(await run(journal, 6)).toMatchObject([{ trials: Array(6).fill({ metrics: { pad } }) }, []]);
  });

  it('counts a run once that two processes have recorded', async () => {
    const journal = await journalPath();
    const [first] = await run(journal);
    const lines = (await readFile(journal, 'utf8')).split('\n');
    await appendFile(journal, `${lines[2]}\n${lines[3]}\n`);
    expect(await run(journal)).toEqual([first, []]);
  });

  it('brings back just what the search had in hand', async () => {
    const journal = await journalPath();
    const objective = (): never =>
      ({ score: 1, nan: Number.NaN, floats: Float32Array.of(1, 2), nothing: undefined, none: null }) as never;
    const find = async () => (await search(space, objective, { strategy: randomSearch({ trials: 1 }), journal })).best;
    const [first, again] = [await find(), await find()];
    expect(first?.metrics).toEqual({ nan: null, floats: [1, 2], none: null });
    expect(again).toEqual(first);
  });

  it.each([
    ['no JSON', 'hello\n'],
    ['other JSON', '{"trial":"x"}\n'],
    ['a run without a score', '{"trial":0,"parameters":{},"state":"finished","seconds":1,"reports":[]}\n'],
  ])('is refused with %s in it, and left as it is', async (_, line) => {
    const journal = await journalPath();
    await run(journal);
    await appendFile(journal, line);
    const before = await readFile(journal, 'utf8');
    await expect(run(journal)).rejects.toThrow(
      new SearchError(
        'journal',
        `search: line 7 of ${journal} is no record of a search; move the file away to begin anew`,
      ),
    );
    expect(await readFile(journal, 'utf8')).toBe(before);
  });

  it.each(['a file of mine', 'a file of mine\n', '{"format":"other"}\n'])('does not touch %j', async (content) => {
    const journal = await journalPath();
    await run(journal);
    await writeFile(journal, content);
    await expect(run(journal)).rejects.toMatchObject({ code: 'journal' });
    expect(await readFile(journal, 'utf8')).toBe(content);
  });

  it('says so when it cannot be written', async () => {
    const journal = await journalPath();
    await run(journal);
    await expect(run(join(journal, 'inside-a-file.jsonl'))).rejects.toMatchObject({ code: 'storage' });
  });
});
