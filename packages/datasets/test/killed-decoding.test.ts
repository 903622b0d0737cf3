import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { loadCatsVsDogs } from '../src/index.ts';
import { writePhotoArchive } from './photo-archive.ts';
import { temporaryFolder } from './temporary-folder.ts';

const [KILLS, PHOTOS] = process.env.GRADLAB_STRESS === '1' ? [100, 1000] : [3, 200];
const SCRIPT = fileURLToPath(new URL('load-archive.mjs', import.meta.url));

it(`a process that is killed while it decodes (${KILLS} times) leaves a cache that is never wrong`, async () => {
  const folder = await temporaryFolder();
  const [archive, cacheDirectory] = [join(folder, 'photos.zip'), join(folder, 'cache')];
  await writePhotoArchive(archive, PHOTOS);
  const begun = performance.now();
  const expected = await loadCatsVsDogs({ archive, cacheDirectory: join(folder, 'untouched') });
  const took = performance.now() - begun;
  let unfinished = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    const child = spawn(process.execPath, [SCRIPT, archive, cacheDirectory], { stdio: 'ignore' });
    const ended = once(child, 'exit');
    // From before the first photo, while Node starts, to about the last; each kill leaves the next one what it has to clear.
    await wait(100 + 1.2 * took * ((kill * 0.618) % 1));
    child.kill('SIGKILL');
    await ended;
    const there = await readdir(cacheDirectory, { recursive: true }).catch((): string[] => []);
    if (there.some((name) => name.endsWith('manifest.json'))) await rm(cacheDirectory, { recursive: true });
    else unfinished += 1;
  }
  const made = await loadCatsVsDogs({ archive, cacheDirectory });
  expect(Buffer.from(made.x.data as Uint8Array).equals(Buffer.from(expected.x.data as Uint8Array))).toBe(true);
  // Kills that all came too late would show nothing.
  expect(unfinished).toBeGreaterThan(0);
  expect([made.size, made.files, made.skipped]).toEqual([0.99 * PHOTOS, expected.files, expected.skipped]);
  const left = await readdir(cacheDirectory, { recursive: true });
  expect(left.filter((name) => /\.(tmp|lock)$/.test(name))).toEqual([]);
}, 900_000);
