import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { petZip } from '../../test/pet-zip.ts';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { loadCatsVsDogs } from '../index.ts';

const zip = await petZip();

describe('a folder of photos', () => {
  const photos = Object.entries(unzipSync(zip)).filter(([name]) => name.startsWith('PetImages/'));

  async function folderOf(rename: (name: string) => string): Promise<string> {
    const folder = await temporaryFolder();
    for (const [name, bytes] of photos) {
      const path = join(folder, rename(name));
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, bytes);
    }
    return folder;
  }

  it.each([
    ['as the zip unpacks', (name: string) => name],
    ['with Cat and Dog in it', (name: string) => name.slice('PetImages/'.length)],
    ['with cats and dogs in it', (name: string) => name.slice('PetImages/'.length).toLowerCase().replace('/', 's/')],
    [
      "as the Kaggle competition's",
      (name: string) =>
        name
          .replace('PetImages/', 'train/')
          .replace(/(\w+)\/(\d+\.jpg)$/, (_, pet, file) => `${pet.toLowerCase()}.${file}`),
    ],
  ])('%s', async (_, rename) => {
    const made = await loadCatsVsDogs({ directory: await folderOf(rename), imageSize: 4 });
    expect([made.size, [...made.y.data], made.skipped.length, made.y.classNames]).toEqual([
      6,
      [0, 0, 0, 1, 1, 1],
      5,
      ['cat', 'dog'],
    ]);
    expect(made.files.map((file) => file.replace(/^.*[^\d](\d+\.jpg)$/, '$1'))).toEqual(
      ['0', '1', '2', '0', '1', '4'].map((n) => `${n}.jpg`),
    );
  });

  it('names the file where a corrupt one is an error, and has no parts', async () => {
    const directory = await folderOf((name) => name);
    await expect(loadCatsVsDogs({ directory, onCorrupt: 'error' })).rejects.toThrow('Cat/10.jpg: expected a JPEG');
    await expect(loadCatsVsDogs({ directory, part: 'test' })).rejects.toMatchObject({ code: 'mismatch' });
  });

  it('must hold some', async () => {
    const directory = await temporaryFolder();
    await expect(loadCatsVsDogs({ directory })).rejects.toMatchObject({ code: 'missing' });
    await expect(loadCatsVsDogs({ directory: join(directory, 'no') })).rejects.toMatchObject({ code: 'missing' });
  });
});
