import { chmod, mkdtemp, open, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { decodeSafetensors } from './decode.ts';
import { SafetensorsError } from './error.ts';
import { readSafetensors } from './read.ts';
import { writeSafetensors } from './write.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'safetensors-'));
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

const scalar = (value: number) => ({ w: { dtype: 'F32', shape: [], data: Float32Array.of(value) } }) as const;
const valueIn = async (path: string): Promise<unknown> => (await readSafetensors(path)).tensors.w?.data[0];

describe('writeSafetensors', () => {
  it('writes what readSafetensors reads, and leaves nothing else', async () => {
    const path = join(folder, 'w.safetensors');
    await writeSafetensors(path, scalar(2), { metadata: { epoch: '1' } });
    const { metadata } = await readSafetensors(path);
    expect({ ...metadata }).toEqual({ epoch: '1' });
    expect(await valueIn(path)).toBe(2);
    expect(await readdir(folder)).toEqual(['w.safetensors']);
  });

  it('replaces a file through a symbolic link, keeping its mode', async () => {
    const path = join(folder, 'w.safetensors');
    await writeFile(path, 'old and longer than what follows '.repeat(100));
    await chmod(path, 0o640);
    await symlink(path, join(folder, 'latest'));
    await writeSafetensors(join(folder, 'latest'), scalar(3));
    expect(await valueIn(path)).toBe(3);
    expect((await stat(path)).mode & 0o777).toBe(0o640);
  });

  it('keeps the old file and removes the temporary one when the disk is full', async () => {
    const path = join(folder, 'w.safetensors');
    await writeSafetensors(path, scalar(4));
    const full = Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
    const fs = process.getBuiltinModule('node:fs/promises');
    let writes = 0;
    vi.spyOn(fs, 'open').mockImplementation(async (...args: Parameters<typeof open>) => {
      const file = await open(...args);
      const write = file.writeFile.bind(file);
      // The header still fits.
      const filling: typeof write = async (data) => (++writes > 1 ? Promise.reject(full) : write(data));
      return Object.assign(file, { writeFile: filling });
    });
    await expect(writeSafetensors(path, scalar(5))).rejects.toMatchObject({ code: 'ENOSPC' });
    vi.restoreAllMocks();
    expect(writes).toBe(2);
    expect(await valueIn(path)).toBe(4);
    expect(await readdir(folder)).toEqual(['w.safetensors']);
  });

  it('asks for the data of one tensor after another, in the order of the file', async () => {
    const path = join(folder, 'w.safetensors');
    const asked: string[] = [];
    const lazy = (name: string) => async () => {
      asked.push(name);
      return Float32Array.of(asked.length);
    };
    await writeSafetensors(path, {
      b: { dtype: 'F32', shape: [1], data: lazy('b') },
      a: { dtype: 'F32', shape: [1], data: lazy('a') },
      double: { dtype: 'F64', shape: [], data: () => Float64Array.of(Math.PI) },
      given: scalar(7).w,
    });
    expect(asked).toEqual(['a', 'b']);
    const { tensors } = await readSafetensors(path);
    expect(Object.keys(tensors)).toEqual(['double', 'a', 'b', 'given']);
    expect(Object.values(tensors).map(({ data }) => data[0])).toEqual([Math.PI, 1, 2, 7]);
  });

  it('writes the bytes of encodeSafetensors', async () => {
    const path = join(folder, 'w.safetensors');
    const golden = await readFile(new URL('../goldens/dtypes.safetensors', import.meta.url));
    await writeSafetensors(path, decodeSafetensors(golden).tensors);
    expect((await readFile(path)).equals(golden)).toBe(true);
  });

  it('keeps the old file when data that comes late is wrong', async () => {
    const path = join(folder, 'w.safetensors');
    await writeSafetensors(path, scalar(4));
    const late = (data: () => Float32Array): Promise<void> =>
      writeSafetensors(path, { w: { dtype: 'F32', shape: [2], data } });
    await expect(late(() => Float32Array.of(1))).rejects.toThrow(
      new RangeError('writeSafetensors: data of tensor "w" must have 2 elements for F32 of shape [2], got 1'),
    );
    await expect(late(() => [1, 2] as never)).rejects.toThrow(TypeError);
    await expect(
      late(() => {
        throw new Error('no data');
      }),
    ).rejects.toThrow('no data');
    expect(await valueIn(path)).toBe(4);
    expect(await readdir(folder)).toEqual(['w.safetensors']);
  });

  it('never shows a reader half a file while writers race', async () => {
    const path = join(folder, 'w.safetensors');
    await writeSafetensors(path, scalar(0));
    const writers = Array.from({ length: 10 }, (_, i) => writeSafetensors(path, scalar(i)));
    const readers = Array.from({ length: 50 }, () => valueIn(path));
    expect((await Promise.all(readers)).every((value) => value !== undefined)).toBe(true);
    await Promise.all(writers);
    expect(await valueIn(path)).toBe(9);
    expect(await readdir(folder)).toEqual(['w.safetensors']);
  });

  it('touches no file when the tensors are wrong or the folder is missing', async () => {
    const path = join(folder, 'w.safetensors');
    await expect(writeSafetensors(path, { w: { ...scalar(1).w, shape: [2] } })).rejects.toThrow(RangeError);
    await expect(writeSafetensors(join(folder, 'no', 'w'), scalar(1))).rejects.toMatchObject({ code: 'ENOENT' });
    expect(await readdir(folder)).toEqual([]);
  });

  it('says that a browser has no files', async () => {
    vi.spyOn(process, 'getBuiltinModule').mockReturnValue(undefined as never);
    await expect(readSafetensors('w')).rejects.toMatchObject({ code: 'no-file-system' });
    await expect(writeSafetensors('w', {})).rejects.toBeInstanceOf(SafetensorsError);
  });
});

describe('readSafetensors', () => {
  it('passes Node’s own errors on', async () => {
    await expect(readSafetensors(join(folder, 'none'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('refuses a truncated file', async () => {
    const path = join(folder, 'w.safetensors');
    await writeSafetensors(path, scalar(1));
    await writeFile(path, (await readFile(path)).subarray(0, -1));
    await expect(readSafetensors(path)).rejects.toMatchObject({ name: 'SafetensorsError', code: 'invalid-offsets' });
  });
});
