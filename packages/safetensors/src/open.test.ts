import { mkdtemp, open, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { encodeSafetensors } from './encode.ts';
import { openSafetensors } from './open.ts';
import { readSafetensors } from './read.ts';
import type { SafeTensor } from './tensor.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'safetensors-'));
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

const f32 = (...values: number[]): SafeTensor<'F32'> => ({
  dtype: 'F32',
  shape: [values.length],
  data: Float32Array.from(values),
});
const bytes = encodeSafetensors({ a: f32(1, 2), b: f32(3), none: f32() }, { metadata: { epoch: '3' } });

/** Lets the open files of Node be watched. */
async function openedBy<T>(run: () => Promise<T>): Promise<{ opened: number; closed: number; result: T }> {
  const fs = process.getBuiltinModule('node:fs/promises');
  const counts = { opened: 0, closed: 0 };
  vi.spyOn(fs, 'open').mockImplementation(async (...args: Parameters<typeof open>) => {
    const file = await open(...args);
    counts.opened++;
    const close = file.close.bind(file);
    return Object.assign(file, { close: () => close().finally(() => counts.closed++) });
  });
  const result = await run();
  return { ...counts, result };
}

describe('openSafetensors', () => {
  it.each(['file', 'Blob'])('reads one tensor at a time from a %s', async (kind) => {
    const path = join(folder, 'w.safetensors');
    await writeFile(path, bytes);
    const file = await openSafetensors(kind === 'file' ? path : new Blob([bytes]));
    expect({ ...file.tensors }).toEqual({
      a: { dtype: 'F32', shape: [2] },
      b: { dtype: 'F32', shape: [1] },
      none: { dtype: 'F32', shape: [0] },
    });
    expect({ ...file.metadata }).toEqual({ epoch: '3' });
    expect(await Promise.all([file.read('b'), file.read('a'), file.read('none')])).toEqual([f32(3), f32(1, 2), f32()]);
    await expect(file.read('c')).rejects.toThrow(
      new RangeError('read: name must be that of a tensor in the file, got "c"'),
    );
    await expect(file.read('constructor')).rejects.toThrow(RangeError);
    await file.close();
  });

  it('reads no more of a file than it was asked for', async () => {
    const path = join(folder, 'w.safetensors');
    const reads: number[] = [];
    const large = { dtype: 'F32', shape: [1_000_000], data: new Float32Array(1_000_000) } as const;
    await writeFile(path, encodeSafetensors({ t0: large, t1: f32(1, 2), t2: large }));
    const fs = process.getBuiltinModule('node:fs/promises');
    vi.spyOn(fs, 'open').mockImplementation(async (...args: Parameters<typeof open>) => {
      const file = await open(...args);
      const read = file.read.bind(file) as (...of: unknown[]) => Promise<{ bytesRead: number }>;
      const watched = async (...of: unknown[]): Promise<unknown> => {
        const got = await read(...of);
        reads.push(got.bytesRead);
        return got;
      };
      return Object.assign(file, { read: watched }) as typeof file;
    });
    const file = await openSafetensors(path);
    expect((await file.read('t1')).data).toEqual(Float32Array.of(1, 2));
    await file.close();
    expect(reads.reduce((sum, size) => sum + size, 0)).toBeLessThan(1000);
  });

  it('closes the file it opened, also one that it refuses', async () => {
    const path = join(folder, 'w.safetensors');
    await writeFile(path, bytes);
    await writeFile(join(folder, 'bad'), bytes.subarray(0, -1));
    const { opened, closed } = await openedBy(async () => {
      await readSafetensors(path);
      await expect(openSafetensors(join(folder, 'bad'))).rejects.toMatchObject({ code: 'invalid-offsets' });
    });
    expect([opened, closed]).toEqual([2, 2]);
  });

  it('allocates nothing for a length that the file has not', async () => {
    const path = join(folder, 'w.safetensors');
    for (const [length, code] of [
      [99_000_000n, 'header-out-of-bounds'],
      [2n ** 63n, 'header-too-large'],
    ] as const) {
      const hostile = new Uint8Array(16);
      new DataView(hostile.buffer).setBigUint64(0, length, true);
      await writeFile(path, hostile);
      const before = process.memoryUsage().arrayBuffers;
      await expect(openSafetensors(path)).rejects.toMatchObject({ code });
      await expect(openSafetensors(new Blob([hostile]))).rejects.toMatchObject({ code });
      expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(50_000_000);
    }
  });

  it('notices a file that becomes shorter while it is open', async () => {
    const path = join(folder, 'w.safetensors');
    await writeFile(path, bytes);
    const file = await openSafetensors(path);
    await truncate(path, bytes.length - 2);
    await expect(file.read('b')).rejects.toMatchObject({ name: 'SafetensorsError', code: 'file-changed' });
    await file.close();
    await expect(file.read('a')).rejects.toThrow();
  });

  it('passes Node’s own errors on and refuses what is neither path nor Blob', async () => {
    await expect(openSafetensors(join(folder, 'none'))).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(openSafetensors(3 as unknown as string)).rejects.toThrow(
      new TypeError('openSafetensors: source must be a path or a Blob, got 3'),
    );
    await expect(openSafetensors(new Blob(['abc']))).rejects.toMatchObject({ code: 'file-too-short' });
  });

  it('says that a browser has no files', async () => {
    vi.spyOn(process, 'getBuiltinModule').mockReturnValue(undefined as never);
    await expect(openSafetensors('w')).rejects.toMatchObject({ code: 'no-file-system' });
    await expect(readSafetensors('w')).rejects.toMatchObject({ code: 'no-file-system' });
  });
});
