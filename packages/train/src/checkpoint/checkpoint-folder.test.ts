import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSafetensors, writeSafetensors } from '@gradlab/safetensors';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CheckpointError, checkpointFolder } from '../checkpoint.ts';
import type { CheckpointStore, Snapshot } from './snapshot.ts';

const SPACE = ' '.charCodeAt(0);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gradlab-checkpoints-'));
});
afterEach(() => rm(folder, { recursive: true }));

function snapshot(value: number): Snapshot {
  const data = Float32Array.of(value, -value, 1 / 3);
  return { tensors: { 'weights/a': { shape: [3], data } }, state: `{"epoch":${value}}` };
}

async function saveAll(store: CheckpointStore, updates: readonly number[], best?: number): Promise<void> {
  for (const at of updates) await store.save(snapshot(at), { updates: at, best: at === best });
}

const names = async (): Promise<string[]> => (await readdir(folder)).sort();
const nameOf = (updates: number): string => `checkpoint-${String(updates).padStart(12, '0')}.safetensors`;

describe('checkpointFolder', () => {
  it('gives back the newest to the bit, and undefined where there is none', async () => {
    const store = checkpointFolder(join(folder, 'not', 'there'));
    expect(await store.load()).toBeUndefined();
    await saveAll(store, [1, 2, 10]);
    expect(await store.load()).toEqual(snapshot(10));
  });

  it('keeps the newest ones and the best', async () => {
    await saveAll(checkpointFolder(folder, { keep: 2 }), [1, 2, 3, 4, 5], 2);
    expect(await names()).toEqual(['checkpoint-000000000002-best.safetensors', nameOf(4), nameOf(5)]);
  });

  it('removes what a kill left behind and what a run that was given up had come to', async () => {
    await writeFile(join(folder, `${nameOf(3)}.12345`), 'half');
    await writeFile(join(folder, 'notes.txt'), 'mine');
    const store = checkpointFolder(folder);
    await saveAll(store, [7, 8]);
    await saveAll(store, [5]);
    expect(await names()).toEqual([nameOf(5), 'notes.txt']);
    expect(await store.load()).toEqual(snapshot(5));
  });

  it('never gives back the best of a run that was given up after the same update', async () => {
    const store = checkpointFolder(folder);
    await saveAll(store, [2, 4], 4);
    await store.save(snapshot(7), { updates: 4, best: false });
    expect(await store.load()).toEqual(snapshot(7));
    expect(await names()).toEqual([nameOf(2), nameOf(4)]);
  });

  it('passes a damaged one over, with a notice, wherever a bit of it is changed or the end is cut off', async () => {
    const notices: string[] = [];
    const store = checkpointFolder(folder, { onNotice: (message) => notices.push(message) });
    await saveAll(store, [1, 2]);
    const path = join(folder, nameOf(2));
    const whole = await readFile(path);
    const loadWith = async (bytes: Uint8Array, at: number): Promise<void> => {
      await writeFile(path, bytes);
      const before = notices.length;
      const loaded = await store.load();
      // A bit of the padding may turn a space into other white space, which changes nothing that the file says.
      if (whole[at] === SPACE && JSON.stringify(loaded) === JSON.stringify(snapshot(2))) return;
      expect(loaded, `byte ${at}`).toEqual(snapshot(1));
      expect(notices.length).toBe(before + 1);
    };
    for (let at = 0; at < whole.length; at++) {
      for (const bit of process.env.GRADLAB_STRESS === '1' ? [0, 1, 2, 3, 4, 5, 6, 7] : [(3 * at) % 8]) {
        const bytes = Buffer.from(whole);
        bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
        await loadWith(bytes, at);
      }
      await loadWith(whole.subarray(0, at), -1);
    }
    expect(notices[0]).toMatch(/checkpoint-000000000002\.safetensors is .*; going on from checkpoint-000000000001/);
  });

  it('passes one over whose values have another shape than was written', async () => {
    const notices: string[] = [];
    const store = checkpointFolder(folder, { onNotice: (message) => notices.push(message) });
    await saveAll(store, [1, 2]);
    const path = join(folder, nameOf(2));
    const { tensors, metadata } = await readSafetensors(path);
    const turned = Object.entries(tensors).map(([name, tensor]) => [name, { ...tensor, shape: [...tensor.shape, 1] }]);
    await writeSafetensors(path, Object.fromEntries(turned), { metadata });
    expect(await store.load()).toEqual(snapshot(1));
    expect(notices[0]).toContain('does not have the hash that was written');
  });

  it('warns the process where nobody listens', async () => {
    const warned = vi.spyOn(process, 'emitWarning').mockImplementation(() => {});
    const store = checkpointFolder(folder);
    await saveAll(store, [1, 2]);
    await writeFile(join(folder, nameOf(2)), '');
    await store.load();
    expect(warned).toHaveBeenCalledOnce();
    warned.mockRestore();
  });

  it('does not start over where there are checkpoints and none is whole', async () => {
    await writeFile(join(folder, nameOf(2)), 'nothing of the kind');
    await expect(checkpointFolder(folder).load()).rejects.toThrow(CheckpointError);
    await expect(checkpointFolder(folder).load()).rejects.toThrow('no checkpoint in');
  });

  it('refuses to keep none', () => {
    expect(() => checkpointFolder(folder, { keep: 0 })).toThrow(
      'checkpointFolder: keep must be an integer >= 1, got 0',
    );
  });
});
