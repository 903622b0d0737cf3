import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { loadCatsVsDogs } from '../src/index.ts';
import { writePhotoArchive } from './photo-archive.ts';
import { temporaryFolder } from './temporary-folder.ts';

const KILLS = process.env.GRADLAB_STRESS === '1' ? 100 : 4;
const SCRIPT = fileURLToPath(new URL('load-archive.mjs', import.meta.url));

it(`a process that is killed while it decodes (${KILLS} times) leaves a cache that is never wrong`, async () => {
  const folder = await temporaryFolder();
  const [archive, cacheDirectory] = [join(folder, 'photos.zip'), join(folder, 'cache')];
  await writePhotoArchive(archive, 1000);
  const expected = await loadCatsVsDogs({ archive, cacheDirectory: join(folder, 'untouched') });
  for (let kill = 0; kill < KILLS; kill++) {
    const child = spawn(process.execPath, [SCRIPT, archive, cacheDirectory], { stdio: 'ignore' });
    const ended = once(child, 'exit');
    // From before the first photo to about the last; where it has ended by then, the next one starts from a whole cache.
    await wait(300 + 3000 * ((kill * 0.618) % 1));
    child.kill('SIGKILL');
    await ended;
  }
  const made = await loadCatsVsDogs({ archive, cacheDirectory });
  expect(Buffer.from(made.x.data as Uint8Array).equals(Buffer.from(expected.x.data as Uint8Array))).toBe(true);
  expect([made.size, made.files, made.skipped]).toEqual([990, expected.files, expected.skipped]);
  const left = await readdir(cacheDirectory, { recursive: true });
  expect(left.filter((name) => /\.(tmp|lock)$/.test(name))).toEqual([]);
}, 900_000);
