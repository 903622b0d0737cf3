import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { writePhotoArchive } from './photo-archive.ts';
import { temporaryFolder } from './temporary-folder.ts';

// As many photos as the archive of 2019 holds, and about as many bytes.
const stress = process.env.GRADLAB_STRESS === '1';
const PHOTOS = stress ? 25_000 : 200;
const BYTES = 64 * 64 * 3;

describe(`a zip of ${PHOTOS} photos`, () => {
  it('is loaded within the memory of its pixels and a little more, the second time within seconds', async () => {
    const folder = await temporaryFolder();
    const archive = join(folder, 'photos.zip');
    await writePhotoArchive(archive, PHOTOS);
    const script = fileURLToPath(new URL('load-archive.mjs', import.meta.url));
    const run = await promisify(execFile)(process.execPath, ['--expose-gc', script, archive, join(folder, 'cache')]);
    const { decoded, kept } = JSON.parse(run.stdout);
    if (stress) console.log(`zip of ${((await stat(archive)).size / 1e6).toFixed()} MB`, decoded, kept);
    const size = PHOTOS * 0.99;
    expect(decoded).toMatchObject({ size, skipped: PHOTOS - size, bytes: size * BYTES });
    expect(kept).toMatchObject({ size, skipped: PHOTOS - size, bytes: size * BYTES });
    // Node, sharp and a few photos take about 120 MB; the pixels of the archive are once 304 MB, not twice, its bytes are not there at all,
    // and what is known of an entry is small.
    expect(decoded.peak).toBeLessThan(250e6 + size * BYTES + PHOTOS * 2000);
    if (stress) expect(kept.seconds).toBeLessThan(decoded.seconds / 5);
  }, 900_000);
});
