import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Zip, ZipPassThrough } from 'fflate';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from './temporary-folder.ts';

// As many photos as the archive of 2019 holds, and about as many bytes.
const stress = process.env.GRADLAB_STRESS === '1';
const PHOTOS = stress ? 25_000 : 200;
const BYTES = 64 * 64 * 3;

/** Noise with some shape in it, of the usual size of these photos and as hard to compress. */
function photos(): Promise<Buffer[]> {
  return Promise.all(
    Array.from({ length: 8 }, (_, i) =>
      sharp({
        create: {
          width: 500,
          height: 375,
          channels: 3,
          background: '#888',
          noise: { type: 'gaussian', mean: 128, sigma: 12 + i },
        },
      })
        .jpeg({ quality: 82 })
        .toBuffer(),
    ),
  );
}

/** One photo in a hundred is cut off. */
async function writeArchive(path: string): Promise<void> {
  const choices = await photos();
  const file = createWriteStream(path);
  const zip = new Zip((error, piece) => {
    if (error) throw error;
    file.write(piece);
  });
  for (let i = 0; i < PHOTOS; i++) {
    const whole = choices[i % choices.length] ?? new Uint8Array(0);
    const entry = new ZipPassThrough(`PetImages/${i % 2 === 0 ? 'Cat' : 'Dog'}/${i}.jpg`);
    zip.add(entry);
    entry.push(i % 100 === 99 ? whole.subarray(0, 10_000) : whole, true);
    if (file.writableNeedDrain) await once(file, 'drain');
  }
  zip.end();
  file.end();
  await once(file, 'close');
}

describe(`a zip of ${PHOTOS} photos`, () => {
  it('is loaded within the memory of its pixels and a little more, the second time within seconds', async () => {
    const folder = await temporaryFolder();
    const archive = join(folder, 'photos.zip');
    await writeArchive(archive);
    const script = fileURLToPath(new URL('load-archive.mjs', import.meta.url));
    const run = await promisify(execFile)(process.execPath, ['--expose-gc', script, archive, join(folder, 'cache')]);
    const { decoded, kept } = JSON.parse(run.stdout);
    const size = PHOTOS * 0.99;
    expect(decoded).toMatchObject({ size, skipped: PHOTOS - size, bytes: size * BYTES });
    expect(kept).toMatchObject({ size, skipped: PHOTOS - size, bytes: size * BYTES });
    // Node, sharp and a few photos take about 200 MB; the pixels of the archive are once 304 MB, not twice, and its bytes are not there at all.
    expect(decoded.peak).toBeLessThan(size * BYTES + 300e6);
    if (stress) {
      const { size: bytes } = await stat(archive);
      console.log(`zip ${(bytes / 1e6).toFixed()} MB`, decoded, kept);
      expect(kept.seconds).toBeLessThan(decoded.seconds / 5);
    }
  }, 900_000);
});
