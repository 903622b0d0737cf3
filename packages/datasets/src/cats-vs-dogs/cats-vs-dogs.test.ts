import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sharedDataDirectory } from '@gradlab-internal/testing';
import { zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { mirror, serve } from '../../test/mirror.ts';
import { CORRUPT, petZip } from '../../test/pet-zip.ts';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { createDataset, type DecodingProgress, type ImageDecoder, imageDecoder, loadCatsVsDogs } from '../index.ts';
import { CATS_VS_DOGS_ARCHIVE } from './cats-vs-dogs-files.ts';

const real = sharedDataDirectory('cats-vs-dogs');
const zip = await petZip();
const decoded = ['Cat/0', 'Cat/1', 'Cat/2', 'Dog/0', 'Dog/1', 'Dog/4'].map((file) => `PetImages/${file}.jpg`);

beforeEach(() => {
  vi.stubEnv('GRADLAB_DATA_DIR', '');
});
afterEach(() => {
  vi.unstubAllEnvs();
});

/** A folder with the zip in it, under its own name, and a cache. */
async function zipFolder(): Promise<{ directory: string; archive: string; cacheDirectory: string }> {
  const root = await temporaryFolder();
  const archive = join(root, CATS_VS_DOGS_ARCHIVE.name);
  await writeFile(archive, zip);
  return { directory: root, archive, cacheDirectory: join(root, 'cache') };
}

/** The platform's decoder, which counts. */
async function countingDecoder(): Promise<ImageDecoder & { count: number }> {
  const platform = await imageDecoder();
  const decoder = {
    ...platform,
    count: 0,
    decode: (...call: Parameters<ImageDecoder['decode']>) => {
      decoder.count += 1;
      return platform.decode(...call);
    },
  };
  return decoder;
}

function withResolvers(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

async function tree(folder: string): Promise<string[]> {
  return (await readdir(folder, { recursive: true })).map((path) => path.replaceAll('\\', '/')).sort();
}

describe('the zip', () => {
  it('is read without what is no photo, which is counted and reported', async () => {
    const told: string[] = [];
    const steps: DecodingProgress[] = [];
    const { archive, cacheDirectory } = await zipFolder();
    const made = await loadCatsVsDogs({
      archive,
      cacheDirectory,
      imageSize: 8,
      onCorrupt: ({ file }) => told.push(file),
      onDecode: (step) => steps.push(step),
    });
    expect(createDataset(made).x).toBe(made.x);
    expect([made.name, made.size, made.x.shape, made.x.scale]).toEqual(['cats-vs-dogs', 6, [8, 8, 3], 1 / 255]);
    expect([[...made.y.data], made.y.classNames]).toEqual([
      [0, 0, 0, 1, 1, 1],
      ['cat', 'dog'],
    ]);
    expect([made.files, made.skipped.map(({ file }) => file), told]).toEqual([decoded, CORRUPT, CORRUPT]);
    expect(made.skipped.map(({ reason }) => reason)).toEqual([
      'expected a JPEG, PNG or WebP, got a GIF',
      'expected a JPEG, PNG or WebP, got an empty file',
      'expected a JPEG, PNG or WebP, got an empty file',
      'a JPEG that is cut off or damaged',
      'expected a JPEG, PNG or WebP, got a BMP',
    ]);
    expect(steps.at(-1)).toEqual({ file: 'PetImages/Dog/4.jpg', loaded: 11, skipped: 5 });
    const [red = 0, , blue = 0] = made.x.data;
    expect([red > 250, blue < 5]).toEqual([true, true]);
    const grey = made.x.data.subarray(4 * 192, 5 * 192);
    expect(grey.every((value, i) => value === grey[i - (i % 3)])).toBe(true);
  });

  it('is decoded once for each size, fit and number of channels', async () => {
    const { archive, cacheDirectory } = await zipFolder();
    const decoder = await countingDecoder();
    const load = (options = {}) => loadCatsVsDogs({ archive, cacheDirectory, imageSize: 8, decoder, ...options });
    const first = await load();
    expect(decoder.count).toBe(11);
    const told: string[] = [];
    expect(await load({ onCorrupt: ({ file }: { file: string }) => told.push(file) })).toEqual(first);
    expect([decoder.count, told]).toEqual([11, CORRUPT]);
    await expect(load({ onCorrupt: 'error' })).rejects.toThrow('PetImages/Cat/10.jpg: expected a JPEG');
    for (const [i, other] of [{ imageSize: [8, 9] }, { fit: 'stretch' }, { channels: 1 }].entries()) {
      await load(other);
      expect(decoder.count).toBe(22 + 11 * i);
    }
    await load({ decoder: Object.assign(decoder, { version: 'other' }) });
    expect(decoder.count).toBe(55);
  });

  it('is decoded anew where the cache is not what was written', async () => {
    const { archive, cacheDirectory } = await zipFolder();
    const decoder = await countingDecoder();
    const load = () => loadCatsVsDogs({ archive, cacheDirectory, imageSize: 8, decoder });
    const first = await load();
    const folder = join(cacheDirectory, 'cats-vs-dogs');
    const [kept = ''] = await readdir(folder);
    for (const name of await readdir(join(folder, kept))) {
      const bytes = await readFile(join(folder, kept, name));
      const flipped = Uint8Array.from(bytes, (byte, i) => (i === bytes.length >> 1 ? byte ^ 1 : byte));
      for (const damage of [flipped, bytes.subarray(1), new Uint8Array(0)]) {
        const before = decoder.count;
        await writeFile(join(folder, kept, name), damage);
        expect(await load()).toEqual(first);
        expect(decoder.count, name).toBe(before + 11);
      }
    }
    expect(await tree(folder)).toEqual([
      kept,
      ...['examples.json', 'manifest.json', 'pixels-0000.u8'].map((name) => `${kept}/${name}`),
    ]);
  });

  it('keeps pixels in several files where there are many', async () => {
    const { archive, cacheDirectory } = await zipFolder();
    const load = () => loadCatsVsDogs({ archive, cacheDirectory, imageSize: 1500 });
    const first = await load();
    expect(first.x.data.length).toBe(6 * 1500 * 1500 * 3);
    const again = await load();
    expect(Buffer.from(again.x.data as Uint8Array).equals(Buffer.from(first.x.data as Uint8Array))).toBe(true);
    expect((await tree(cacheDirectory)).filter((name) => name.endsWith('.u8'))).toHaveLength(6);
  });

  it('leaves nothing behind when it is stopped, or is damaged', async () => {
    const { archive, cacheDirectory } = await zipFolder();
    const stop = new AbortController();
    const stopped = loadCatsVsDogs({
      archive,
      cacheDirectory,
      imageSize: 1500,
      signal: stop.signal,
      onDecode: ({ loaded }) => {
        if (loaded === 9) stop.abort('enough');
      },
    });
    await expect(stopped).rejects.toBe('enough');
    expect(await tree(cacheDirectory)).toEqual(['cats-vs-dogs']);
    await writeFile(archive, zip.subarray(0, -100));
    await expect(loadCatsVsDogs({ archive, cacheDirectory })).rejects.toMatchObject({ code: 'malformed' });
    expect(await tree(cacheDirectory)).toEqual(['cats-vs-dogs']);
  });

  it('is decoded by one of two that want it at once', async () => {
    const { archive, cacheDirectory } = await zipFolder();
    const decoder = await countingDecoder();
    const load = () => loadCatsVsDogs({ archive, cacheDirectory, imageSize: 8, decoder });
    const [first, second] = await Promise.all([load(), load()]);
    expect(second).toEqual(first);
    expect(decoder.count).toBe(11);
  });

  it('is not cleared away from under another that took over while this one was asleep', async () => {
    const { archive, cacheDirectory } = await zipFolder();
    const folder = join(cacheDirectory, 'cats-vs-dogs');
    const platform = await imageDecoder();
    let other: ReturnType<typeof loadCatsVsDogs> | undefined;
    const { promise: failed, resolve: hasFailed } = withResolvers();
    const takenOver = async (): Promise<void> => {
      // As one does who heard nothing of the owner for 15 seconds.
      const lock = (await readdir(folder)).find((name) => name.endsWith('.lock')) ?? '';
      await rm(join(folder, lock));
      const { promise: started, resolve: hasStarted } = withResolvers();
      const decode: ImageDecoder['decode'] = async (...call) => {
        hasStarted();
        await failed;
        return platform.decode(...call);
      };
      other = loadCatsVsDogs({ archive, cacheDirectory, imageSize: 8, decoder: { ...platform, decode } });
      await started;
    };
    const decode: ImageDecoder['decode'] = async (...call) => {
      if (other === undefined) await takenOver();
      return platform.decode(...call);
    };
    const controller = new AbortController();
    const asleep = loadCatsVsDogs({
      archive,
      cacheDirectory,
      imageSize: 8,
      decoder: { ...platform, concurrency: 1, decode },
      signal: controller.signal,
      onDecode: () => controller.abort(new Error('stopped')),
    });
    await expect(asleep).rejects.toThrow('stopped');
    hasFailed();
    expect((await other)?.files).toEqual(decoded);
  });

  it('is found in a folder, and in GRADLAB_DATA_DIR', async () => {
    const { directory, cacheDirectory } = await zipFolder();
    const given = await loadCatsVsDogs({ directory, cacheDirectory, imageSize: 4 });
    expect(given.files).toEqual(decoded);
    vi.stubEnv('GRADLAB_DATA_DIR', directory);
    expect(await loadCatsVsDogs({ cacheDirectory, imageSize: 4 })).toEqual(given);
  });

  it('must be the published one from a mirror', async () => {
    const { cacheDirectory } = await zipFolder();
    const base = await mirror(serve(zip));
    const failed = loadCatsVsDogs({ cacheDirectory, mirrors: [base] });
    await expect(failed).rejects.toMatchObject({ code: 'download', message: expect.stringContaining('pass its path') });
    await expect(loadCatsVsDogs({ cacheDirectory, offline: true })).rejects.toMatchObject({ code: 'offline' });
  });

  it.skipIf(real === undefined)('of 300 real photos gives what their folder gives', async () => {
    const directory = join(real ?? '', 'jpeg');
    const folder = await loadCatsVsDogs({ directory, imageSize: 48 });
    const { archive, cacheDirectory } = await zipFolder();
    const photos = await Promise.all(folder.files.map((file) => readFile(join(directory, file))));
    const entries = folder.files.map((file, i) => [`PetImages/${file}`, new Uint8Array(photos[i] ?? [])] as const);
    await writeFile(archive, zipSync(Object.fromEntries(entries)));
    const zipped = await loadCatsVsDogs({ archive, cacheDirectory, imageSize: 48 });
    expect([zipped.size, zipped.skipped]).toEqual([300, []]);
    expect(Buffer.from(zipped.x.data as Uint8Array).equals(Buffer.from(folder.x.data as Uint8Array))).toBe(true);
    expect(zipped.y).toEqual(folder.y);
  });

  it('has no parts, cannot be missing, and must hold a photo', async () => {
    const { archive, cacheDirectory } = await zipFolder();
    await expect(loadCatsVsDogs({ archive, cacheDirectory, part: 'train' })).rejects.toMatchObject({
      code: 'mismatch',
    });
    await expect(loadCatsVsDogs({ cacheDirectory, part: 'train' })).rejects.toThrow('stratify: true');
    await expect(loadCatsVsDogs({ archive: `${archive}.no` })).rejects.toMatchObject({ code: 'missing' });
    await expect(loadCatsVsDogs({ archive, directory: '.' })).rejects.toThrow(TypeError);
    await expect(loadCatsVsDogs({ part: 'valid' as never })).rejects.toThrow('one of train, validation, test');
    await expect(loadCatsVsDogs({ imageSize: -1 })).rejects.toThrow(RangeError);
  });
});
