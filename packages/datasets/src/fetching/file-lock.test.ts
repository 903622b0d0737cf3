import { spawnSync } from 'node:child_process';
import { readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { requireNode } from '../storage/node-builtins.ts';
import { type FileLock, type LockOptions, lockFile } from './file-lock.ts';
import { wait } from './wait.ts';

const node = requireNode('test');
// A machine that is busy with other tests must not be silent for that long.
const pace = { beat: 50, poll: 5, silence: 1500, nameless: 300 };
const lock = (path: string, options: Partial<LockOptions> = {}): Promise<FileLock> =>
  lockFile(node, path, { signal: undefined, pace, ...options });
/** The process id of one that has ended. */
const deadPid = (): number => spawnSync(process.execPath, ['--version']).pid;
const owned = (by: object): string => JSON.stringify({ token: 'other', pid: process.pid, host: hostname(), ...by });

describe('lockFile', () => {
  it('is had by one at a time, in turn, however long each needs it', async () => {
    const path = join(await temporaryFolder(), 'lock');
    let [inside, most, done] = [0, 0, 0];
    await Promise.all(
      Array.from({ length: 3 }, async () => {
        const mine = await lock(path);
        most = Math.max(most, ++inside);
        // Longer than a silence: only the beat keeps the others out.
        await wait(1.5 * pace.silence, undefined);
        expect(await mine.held()).toBe(true);
        inside--;
        done++;
        await mine.release();
      }),
    );
    expect([most, done]).toEqual([1, 3]);
    expect(await readdir(join(path, '..'))).toEqual([]);
  });

  it('is taken at once from an owner that is no more', async () => {
    const path = join(await temporaryFolder(), 'lock');
    await writeFile(path, owned({ pid: deadPid() }));
    const begun = performance.now();
    const silent: string[] = [];
    const patient = { ...pace, silence: 10_000 };
    const mine = await lock(path, { pace: patient, onSilent: async (token) => void silent.push(token) });
    expect(performance.now() - begun).toBeLessThan(patient.silence);
    expect(silent).toEqual([]);
    await mine.release();
    expect(await readdir(join(path, '..'))).toEqual([]);
  });

  it.each([
    ['that lives but does not beat', owned({}), ['other']],
    ['of another machine', owned({ pid: deadPid(), host: 'elsewhere' }), ['other']],
    ['that was killed before it could write its name', '', []],
    ['that wrote nonsense', '{"token":1}', []],
  ])('is taken after a silence from an owner %s', async (_, text, expected) => {
    const path = join(await temporaryFolder(), 'lock');
    await writeFile(path, text);
    const begun = performance.now();
    const silent: string[] = [];
    const mine = await lock(path, { onSilent: async (token) => void silent.push(token) });
    expect(performance.now() - begun).toBeGreaterThan(expected.length > 0 ? pace.silence : pace.nameless);
    expect(silent).toEqual(expected);
    await mine.release();
  });

  it('is left to an owner elsewhere that beats, whatever its clock says', async () => {
    const path = join(await temporaryFolder(), 'lock');
    await writeFile(path, owned({ host: 'elsewhere' }));
    let taken = false;
    const waiting = lock(path).then((mine) => {
      taken = true;
      return mine;
    });
    for (let beat = 0; beat < 15; beat++) {
      await utimes(path, beat, beat);
      await wait(pace.beat, undefined);
    }
    expect(taken).toBe(false);
    await (await waiting).release();
  });

  it('tells an owner that it was taken away, and does not let it remove what is another’s', async () => {
    const path = join(await temporaryFolder(), 'lock');
    const asleep = await lock(path, { pace: { ...pace, beat: 60_000 } });
    const awake = await lock(path);
    expect([await asleep.held(), await awake.held()]).toEqual([false, true]);
    await asleep.release();
    expect(await awake.held()).toBe(true);
    await awake.release();
    expect(await readdir(join(path, '..'))).toEqual([]);
  });

  it('gives one of many that clear away a dead owner the lock, then the next', async () => {
    const path = join(await temporaryFolder(), 'lock');
    const pid = deadPid();
    let done = 0;
    for (let round = 0; round < 20; round++) {
      await writeFile(path, owned({ pid }));
      await Promise.all(
        Array.from({ length: 5 }, async () => {
          const mine = await lock(path);
          done++;
          await mine.release();
        }),
      );
    }
    expect(done).toBe(100);
    expect(await readdir(join(path, '..'))).toEqual([]);
  });

  it('stops waiting with the reason it is given', async () => {
    const path = join(await temporaryFolder(), 'lock');
    const mine = await lock(path);
    const controller = new AbortController();
    setTimeout(() => controller.abort(new Error('enough')), 20);
    await expect(lock(path, { signal: controller.signal })).rejects.toThrow('enough');
    expect(await readFile(path, 'utf8')).toContain(mine.token);
    await mine.release();
  });

  it('says so where no lock can be made', async () => {
    await expect(lock(join(await temporaryFolder(), 'no', 'folder'))).rejects.toMatchObject({ code: 'storage' });
  });
});
