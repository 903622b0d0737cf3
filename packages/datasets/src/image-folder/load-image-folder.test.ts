import { cp, mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { sharedDataDirectory } from '@gradlab-internal/testing';
import { describe, expect, it } from 'vitest';
import { drawnPicture } from '../../test/drawn-picture.ts';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import {
  createDataset,
  type DecodingProgress,
  type ImageDecoder,
  type ImageFile,
  imageDecoder,
  loadImageFolder,
} from '../index.ts';

const photos = sharedDataDirectory('cats-vs-dogs', 'jpeg');

async function folderOf(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const folder = await temporaryFolder();
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  return folder;
}

/** Two classes: red and blue pictures. */
async function colours(more: Readonly<Record<string, string | Uint8Array>> = {}): Promise<string> {
  return folderOf({
    'red/1.png': await drawnPicture('#ff0000', { format: 'png' }),
    'blue/2.webp': await drawnPicture('#0000ff', { format: 'webp' }),
    'red/deeper/3.JPG': await drawnPicture('#c80000'),
    'red/notes.txt': 'no picture',
    'red/.hidden.png': 'no picture either',
    'readme.md': 'beside the classes',
    ...more,
  });
}

const ask = { imageSize: [2, 3] as const };

describe('loadImageFolder', () => {
  it('refuses options of another kind, before any picture is blamed for them', async () => {
    const directory = await colours();
    const decoder = await imageDecoder();
    const refuse = (options: object): Promise<unknown> => loadImageFolder({ ...ask, directory, ...options });
    await expect(refuse({ decoder: 5 })).rejects.toThrow('loadImageFolder: decoder must be an object, got 5');
    await expect(refuse({ decoder: { ...decoder, decode: 5 } })).rejects.toThrow('decoder.decode must be a function');
    await expect(refuse({ decoder: { ...decoder, concurrency: 0 } })).rejects.toThrow(RangeError);
    await expect(refuse({ directory: 5 })).rejects.toThrow('directory must be a string, got 5');
    await expect(refuse({ signal: {} })).rejects.toThrow('signal must be an AbortSignal');
    await expect(refuse({ onProgress: 'loud' })).rejects.toThrow('onProgress must be a function');
    await expect(loadImageFolder(undefined as never)).rejects.toThrow('options must be an object');
    await expect(refuse({ imageSize: 10_000_000 })).rejects.toThrow(
      'imageSize is too large, as no memory can be had for 3 pictures of 10000000 x 10000000 x 3 bytes',
    );
  });

  it('makes a data set of one folder for each class', async () => {
    const made = await loadImageFolder({ ...ask, directory: await colours() });
    expect(createDataset(made).y).toBe(made.y);
    expect(made).toMatchObject({
      name: 'images',
      size: 3,
      skipped: [],
      files: ['blue/2.webp', 'red/1.png', 'red/deeper/3.JPG'],
    });
    expect([made.x.shape, made.x.scale, made.x.data.length]).toEqual([[2, 3, 3], 1 / 255, 54]);
    expect([[...made.y.data], made.y.classNames]).toEqual([
      [0, 1, 1],
      ['blue', 'red'],
    ]);
    // WebP and JPEG are off by a little.
    const [red = 0, green = 0, blue = 0] = made.x.data.subarray(0, 3);
    expect([red < 4, green < 4, blue > 250]).toEqual([true, true, true]);
    expect([...made.x.data.subarray(18, 24)]).toEqual([255, 0, 0, 255, 0, 0]);
  });

  it('makes grey pictures, and names the set', async () => {
    const grey = await loadImageFolder({
      directory: await colours(),
      imageSize: 4,
      channels: 1,
      fit: 'stretch',
      name: 'g',
    });
    expect([grey.name, grey.x.shape, grey.x.data[16]]).toEqual(['g', [4, 4, 1], 76]);
  });

  it('names the file that is no picture', async () => {
    const directory = await colours({ 'red/2.jpg': 'not a JPEG' });
    const failed = loadImageFolder({ ...ask, directory });
    await expect(failed).rejects.toMatchObject({
      code: 'malformed',
      message: 'red/2.jpg: expected a JPEG, PNG or WebP, got something else',
    });
  });

  it('leaves such files out where it is told to, counts them and says so', async () => {
    const directory = await colours({ 'red/2.jpg': '', 'blue/9.png': await drawnPicture('red', { format: 'gif' }) });
    const told: unknown[] = [];
    const steps: DecodingProgress[] = [];
    const skipped = [
      { file: 'blue/9.png', reason: 'expected a JPEG, PNG or WebP, got a GIF' },
      { file: 'red/2.jpg', reason: 'expected a JPEG, PNG or WebP, got an empty file' },
    ];
    const made = await loadImageFolder({
      ...ask,
      directory,
      onCorrupt: (image) => told.push(image),
      onProgress: (step) => steps.push(step),
    });
    expect([made.size, made.x.data.length, made.skipped, told]).toEqual([3, 54, skipped, skipped]);
    expect(createDataset(made).size).toBe(3);
    expect(steps.map(({ loaded, total, skipped: out }) => [loaded, total, out])).toEqual([
      [1, 5, 0],
      [2, 5, 1],
      [3, 5, 1],
      [4, 5, 2],
      [5, 5, 2],
    ]);
    expect((await loadImageFolder({ ...ask, directory, onCorrupt: 'skip' })).skipped).toEqual(skipped);
  });

  it('refuses a folder in which nothing can be decoded', async () => {
    const directory = await folderOf({ 'a/1.jpg': 'x', 'a/2.jpg': 'y' });
    await expect(loadImageFolder({ ...ask, directory, onCorrupt: 'skip' })).rejects.toThrow(
      'no file could be decoded; a/1.jpg: expected a JPEG',
    );
  });

  it('refuses a folder that is not there, holds no class, or an empty one', async () => {
    const root = await folderOf({ '1.jpg': '' });
    await expect(loadImageFolder({ ...ask, directory: join(root, 'no') })).rejects.toMatchObject({ code: 'missing' });
    await expect(loadImageFolder({ ...ask, directory: join(root, '1.jpg') })).rejects.toMatchObject({
      code: 'storage',
    });
    await expect(loadImageFolder({ ...ask, directory: root })).rejects.toThrow('expected a folder for each class');
    const directory = await colours();
    await mkdir(join(directory, 'green'));
    await expect(loadImageFolder({ ...ask, directory })).rejects.toThrow('found none in green');
  });

  it.skipIf(process.platform === 'win32')(
    'follows links, does not go round in circles, and names a link to nowhere',
    async () => {
      const directory = await colours();
      await symlink('..', join(directory, 'red', 'deeper', 'loop'));
      await symlink(join(directory, 'red', '1.png'), join(directory, 'blue', 'linked.png'));
      const made = await loadImageFolder({ ...ask, directory });
      expect(made.files).toEqual(['blue/2.webp', 'blue/linked.png', 'red/1.png', 'red/deeper/3.JPG']);
      await symlink('nowhere', join(directory, 'red', 'gone.png'));
      await expect(loadImageFolder({ ...ask, directory, onCorrupt: 'skip' })).rejects.toMatchObject({
        code: 'missing',
      });
    },
  );

  it('takes files as a page gives them', async () => {
    const red = new Uint8Array(await drawnPicture('#ff0000', { format: 'png' }));
    const chosen = (webkitRelativePath: string): ImageFile =>
      Object.assign(new File([red], webkitRelativePath.replace(/.*\//, '')), { webkitRelativePath });
    const files = [chosen('pets/dog/2.png'), chosen('pets/cat/1.png'), chosen('pets/.DS_Store')];
    const made = await loadImageFolder({ ...ask, files: new Set(files) });
    expect([made.files, made.y.classNames]).toEqual([
      ['cat/1.png', 'dog/2.png'],
      ['cat', 'dog'],
    ]);
    const named = await loadImageFolder({ ...ask, files: [new File([red], 'b/1.png'), new File([red], 'a/1.png')] });
    expect(named.files).toEqual(['a/1.png', 'b/1.png']);
  });

  it('decodes no more at once than the decoder allows, and takes any decoder', async () => {
    let [underWay, most] = [0, 0];
    const decoder: ImageDecoder = {
      version: 'own',
      concurrency: 3,
      decode: async (bytes) => {
        most = Math.max(most, ++underWay);
        await wait(2);
        underWay--;
        return new Uint8Array(18).fill(bytes[0] ?? 0);
      },
    };
    const files = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`a/${i}.jpg`, Uint8Array.of(i)]));
    const made = await loadImageFolder({ ...ask, directory: await folderOf(files), decoder });
    expect(most).toBe(3);
    expect(made.files.every((file, i) => made.x.data[18 * i] === Number.parseInt(file.slice(2), 10))).toBe(true);
    const wrong = { ...decoder, decode: async () => new Uint8Array(17) };
    const directory = await folderOf(files);
    await expect(loadImageFolder({ ...ask, directory, decoder: wrong, onCorrupt: 'skip' })).rejects.toMatchObject({
      code: 'mismatch',
      message: 'a/0.jpg: decoder gave 17 values instead of 18',
    });
  });

  it('stops when it is told to', async () => {
    const directory = await colours();
    await expect(loadImageFolder({ ...ask, directory, signal: AbortSignal.abort('no') })).rejects.toBe('no');
    const stop = new AbortController();
    const failed = loadImageFolder({ ...ask, directory, signal: stop.signal, onProgress: () => stop.abort('enough') });
    await expect(failed).rejects.toBe('enough');
  });

  it('checks its options', async () => {
    const directory = 'x';
    const wrong = (options: object): Promise<unknown> => loadImageFolder({ ...ask, directory, ...options } as never);
    await expect(wrong({ imageSize: 0 })).rejects.toThrow(RangeError);
    await expect(wrong({ imageSize: '64' })).rejects.toThrow(TypeError);
    await expect(wrong({ imageSize: undefined })).rejects.toThrow(TypeError);
    await expect(wrong({ imageSize: [1, 2, 3] })).rejects.toThrow(
      'imageSize must be an integer or [height, width], got [1,2,3]',
    );
    await expect(wrong({ fit: 'contain' })).rejects.toThrow('one of cover, stretch');
    await expect(wrong({ channels: 4 })).rejects.toThrow('channels must be 1 or 3, got 4');
    await expect(wrong({ onCorrupt: 'ignore' })).rejects.toThrow('one of error, skip');
    await expect(wrong({ files: [] })).rejects.toThrow('either directory or files must be given');
    await expect(imageDecoder({ maxPixels: 0 })).rejects.toThrow(RangeError);
  });
});

it.skipIf(photos === undefined)('reads real photos, the same each time and whichever way they come', async () => {
  const [first, again] = [
    await loadImageFolder({ directory: photos ?? '', imageSize: 32 }),
    await loadImageFolder({ directory: photos ?? '', imageSize: 32 }),
  ];
  expect([first.size, first.y.classNames, first.files[150]]).toEqual([300, ['cat', 'dog'], 'dog/dog.12000.jpg']);
  expect(Buffer.from(first.x.data as Uint8Array).equals(Buffer.from(again.x.data as Uint8Array))).toBe(true);
  const copy = join(await temporaryFolder(), 'copy');
  await cp(photos ?? '', copy, { recursive: true });
  const copied = await loadImageFolder({ directory: copy, imageSize: 32 });
  expect(Buffer.from(first.x.data as Uint8Array).equals(Buffer.from(copied.x.data as Uint8Array))).toBe(true);
});
