import { chmod, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SafetensorsError } from './error.ts';
import { readSafetensors, writeSafetensors } from './file.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'safetensors-'));
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

const scalar = (value: number) => ({ w: { dtype: 'F32', shape: [], data: Float32Array.of(value) } }) as const;
const valueIn = async (path: string): Promise<number | undefined> => (await readSafetensors(path)).tensors.w?.data[0];

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
    const write = vi.spyOn(fs, 'writeFile').mockRejectedValue(full);
    await expect(writeSafetensors(path, scalar(5))).rejects.toMatchObject({ code: 'ENOSPC' });
    expect(write).toHaveBeenCalledOnce();
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
