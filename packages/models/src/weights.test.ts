import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { useBackend } from '@gradlab/backend';
import { readSafetensors, type SafeTensor, writeSafetensors } from '@gradlab/safetensors';
import { leakOf } from '@gradlab-internal/testing';
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { mlp } from './index.ts';

beforeAll(() => useBackend('cpu'));

describe('save and load', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gradlab-models-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const small = (seed: number) => mlp({ inputShape: [3], hidden: [4], outputs: 2, seed });

  it('bring every weight back, bit for bit, and leak nothing', async () => {
    const path = join(folder, 'weights.safetensors');
    const leak = await leakOf(async () => {
      const [saved, loaded] = [small(1), small(2)];
      await saved.save(path);
      await loaded.load(path);
      for (const [name, variable] of Object.entries(saved.parameters)) {
        expect(loaded.parameters[name]?.dataSync()).toEqual(variable.dataSync());
      }
      saved.dispose();
      loaded.dispose();
    });
    expect(leak).toEqual({ tensors: 0, bytes: 0 });
  });

  it('bring them back from a Blob, as a page has it', async () => {
    const path = join(folder, 'weights.safetensors');
    const [saved, loaded] = [small(1), small(2)];
    await saved.save(path);
    const bytes = await readFile(path);
    const leak = await leakOf(() => loaded.load(new Blob([bytes])));
    for (const [name, variable] of Object.entries(saved.weights)) {
      expect(loaded.weights[name]?.dataSync()).toEqual(variable.dataSync());
    }
    expect(leak).toEqual({ tensors: 0, bytes: 0 });
    const before = loaded.weights['dense1.weight']?.dataSync().slice();
    const larger = mlp({ inputShape: [3], hidden: [5], outputs: 2, seed: 3 });
    await expect(larger.load(new File([bytes], 'small.safetensors'))).rejects.toThrow(
      /^load: small\.safetensors does not fit/,
    );
    await expect(loaded.load(new Blob([bytes.subarray(0, -1)]))).rejects.toThrow();
    expect(loaded.weights['dense1.weight']?.dataSync()).toEqual(before);
    for (const model of [saved, loaded, larger]) model.dispose();
  });

  it('carry texts beside the weights, which loading does not look at', async () => {
    const path = join(folder, 'weights.safetensors');
    const model = small(1);
    await model.save(path, { metadata: { classes: '["cat","dog"]' } });
    expect((await readSafetensors(path)).metadata).toEqual({ classes: '["cat","dog"]' });
    await model.load(path);
    model.dispose();
  });

  it('keep the weights of the moment in which saving began', async () => {
    const path = join(folder, 'weights.safetensors');
    const [model, copy] = [small(1), small(1)];
    const saving = model.save(path);
    for (const variable of Object.values(model.weights)) variable.assign(tf.zerosLike(variable));
    await saving;
    await model.load(path);
    for (const [name, variable] of Object.entries(copy.weights)) {
      expect(model.weights[name]?.dataSync()).toEqual(variable.dataSync());
    }
    tf.dispose([model.weights, copy.weights]);
  });

  it('change nothing when the file does not fit', async () => {
    const path = join(folder, 'other.safetensors');
    const model = small(1);
    const before = model.parameters['dense1.weight']?.dataSync().slice();
    await writeSafetensors(path, {
      'dense1.weight': { dtype: 'F32', shape: [3, 4], data: new Float32Array(12) },
      'dense1.bias': { dtype: 'F32', shape: [5], data: new Float32Array(5) },
      'dense9.bias': { dtype: 'F32', shape: [1], data: new Float32Array(1) },
    });
    await expect(model.load(path)).rejects.toThrow(
      'does not fit the model: dense1.bias must have shape [4], got [5]; dense2.weight is missing; dense2.bias is missing; dense9.bias is not a parameter of the model',
    );
    expect(model.parameters['dense1.weight']?.dataSync()).toEqual(before);
    const tensors = Object.entries(model.weights).map(([name, { shape, size }]): [string, SafeTensor] =>
      name === 'dense2.weight'
        ? [name, { dtype: 'F8_E4M3', shape, data: new Uint8Array(size) }]
        : [name, { dtype: 'F32', shape, data: new Float32Array(size) }],
    );
    await writeSafetensors(path, Object.fromEntries(tensors));
    await expect(model.load(path)).rejects.toThrow(
      'does not fit the model: dense2.weight must be of a dtype of plain numbers, got F8_E4M3',
    );
    expect(model.parameters['dense1.weight']?.dataSync()).toEqual(before);
    await writeFile(path, 'no safetensors');
    await expect(model.load(path)).rejects.toThrow();
    await expect(model.load(join(folder, 'absent'))).rejects.toThrow(/ENOENT/);
    model.dispose();
  });
});
