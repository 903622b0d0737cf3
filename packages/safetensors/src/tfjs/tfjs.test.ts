import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { leakOf, useStockCpu } from '@gradlab-internal/testing';
import * as tf from '@tensorflow/tfjs-core';
import { initializers, type LayersModel, layers, loadLayersModel, sequential } from '@tensorflow/tfjs-layers';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { encodeSafetensors } from '../encode.ts';
import { readSafetensors } from '../read.ts';
import { registerSafetensors, safetensorsBlob, safetensorsDownload, safetensorsFile, safetensorsUrl } from '../tfjs.ts';

let folder = '';
let path = '';
beforeAll(useStockCpu);
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'safetensors-'));
  path = join(folder, 'model.safetensors');
});
afterEach(async () => {
  vi.unstubAllGlobals();
  await rm(folder, { recursive: true });
});

/** Names that sort differently from their order in the model, and weights that are not trained. */
function network(): LayersModel {
  const seeded = (seed: number) => ({ kernelInitializer: initializers.glorotNormal({ seed }) });
  const model = sequential();
  model.add(
    layers.conv2d({ name: 'z', filters: 3, kernelSize: 3, inputShape: [6, 6, 2], activation: 'relu', ...seeded(1) }),
  );
  model.add(layers.batchNormalization({ name: 'm' }));
  model.add(layers.flatten());
  model.add(layers.dense({ name: 'a', units: 4, ...seeded(2) }));
  return model;
}

async function outputs(model: LayersModel): Promise<Float32Array> {
  const x = tf.tidy(() => tf.reshape(tf.linspace(-1, 1, 144), [2, 6, 6, 2]));
  const y = model.predict(x) as tf.Tensor;
  const values = (await y.data()) as Float32Array;
  tf.dispose([x, y]);
  return values;
}

const info = { modelArtifactsInfo: { modelTopologyType: 'JSON', weightDataBytes: 4 * (57 + 12 + 196) } };

describe('safetensorsFile', () => {
  it('saves a model of tfjs-layers and loads it with the same outputs, bit by bit', async () => {
    const model = network();
    expect(await model.save(safetensorsFile(path))).toMatchObject(info);
    const loaded = await loadLayersModel(safetensorsFile(path));
    expect(await outputs(loaded)).toEqual(await outputs(model));
    expect(loaded.toJSON()).toEqual(model.toJSON());
    expect(await readdir(folder)).toEqual(['model.safetensors']);
    tf.dispose([model.getWeights(), loaded.getWeights()]);
  });

  it('takes file:// text and URLs', async () => {
    const model = network();
    const url = pathToFileURL(path);
    await model.save(safetensorsFile(url));
    const loaded = await loadLayersModel(safetensorsFile(url.href));
    expect(await outputs(loaded)).toEqual(await outputs(model));
    tf.dispose([model.getWeights(), loaded.getWeights()]);
  });

  it('keeps weights under their names, for other programs', async () => {
    const model = network();
    await model.save(safetensorsFile(path));
    const { tensors } = await readSafetensors(path);
    expect(Object.keys(tensors)).toContain('m/moving_variance');
    expect(tensors['z/kernel']?.data).toEqual(model.getLayer('z').getWeights()[0]?.dataSync());
    tf.dispose(model.getWeights());
  });

  it('leaves no tensor behind', async () => {
    const model = network();
    await model.save(safetensorsFile(path));
    expect(await leakOf(() => model.save(safetensorsFile(path)))).toEqual({ tensors: 0, bytes: 0 });
    const load = async (): Promise<void> => tf.dispose((await loadLayersModel(safetensorsFile(path))).getWeights());
    expect(await leakOf(load)).toEqual({ tensors: 0, bytes: 0 });
    tf.dispose(model.getWeights());
  });

  it('keeps every dtype of TensorFlow.js, data in parts, and all that belongs to a model', async () => {
    const weightSpecs: tf.io.WeightsManifestEntry[] = [
      { name: 'z', dtype: 'bool', shape: [3] },
      { name: 'c', dtype: 'complex64', shape: [1] },
      { name: 'i', dtype: 'int32', shape: [] },
      { name: 'a', dtype: 'float32', shape: [0, 2] },
    ];
    const weightData = [Uint8Array.of(1, 0, 1, 0).buffer, Uint8Array.of(0, 128, 63, 0, 0, 0, 192, 9, 0, 0, 0).buffer];
    const more = {
      format: 'f',
      generatedBy: 'g',
      convertedBy: null,
      signature: { s: 1 },
      userDefinedMetadata: { u: [2] },
    };
    await safetensorsFile(path).save({ weightSpecs, weightData, ...more });
    const bytes = Uint8Array.of(1, 0, 1, 0, 0, 128, 63, 0, 0, 0, 192, 9, 0, 0, 0).buffer;
    expect(await safetensorsFile(path).load()).toEqual({ weightSpecs, weightData: bytes, ...more });
  });

  it('refuses what a file cannot hold', async () => {
    const save = (artifacts: tf.io.ModelArtifacts): Promise<unknown> => safetensorsFile(path).save(artifacts);
    const one: tf.io.WeightsManifestEntry = { name: 'w', dtype: 'float32', shape: [1] };
    const weightData = new ArrayBuffer(4);
    await expect(save({ modelTopology: weightData })).rejects.toThrow('modelTopology must be JSON');
    await expect(save({ weightSpecs: [{ ...one, dtype: 'string' }], weightData })).rejects.toThrow('got string');
    const quantization = { dtype: 'uint8', scale: 1, min: 0 } as const;
    await expect(save({ weightSpecs: [{ ...one, quantization }], weightData })).rejects.toThrow('quantised to uint8');
    await expect(save({ weightSpecs: [one, one], weightData: new ArrayBuffer(8) })).rejects.toThrow('got w twice');
    await expect(save({ weightSpecs: [{ ...one, shape: [2] }], weightData })).rejects.toThrow(RangeError);
    await expect(save({ weightSpecs: [one], getWeightStream: () => new ReadableStream() })).rejects.toThrow('a stream');
    expect(() => safetensorsFile(3 as never)).toThrow(TypeError);
    expect(await readdir(folder)).toEqual([]);
  });

  it('refuses files without a model', async () => {
    const load = async (metadata: Record<string, string>): Promise<unknown> => {
      const w = { dtype: 'C64', shape: [1], data: Float32Array.of(1, 2) } as const;
      const bits = { dtype: 'F8_E4M3', shape: [1], data: Uint8Array.of(1) } as const;
      await writeFile(path, encodeSafetensors({ w, bits }, { metadata }));
      return safetensorsFile(path).load();
    };
    const code = 'invalid-metadata';
    await expect(load({})).rejects.toMatchObject({ code });
    for (const text of ['{', 'null', '3', '{"weights":3}', '{"weights":["none"]}', '{"weights":["w","w"]}']) {
      await expect(load({ tfjs_model: text })).rejects.toMatchObject({ code });
    }
    await expect(load({ tfjs_model: '{"weights":["bits"]}' })).rejects.toMatchObject({ code: 'unsupported-dtype' });
    await expect(safetensorsFile(join(folder, 'none')).load()).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('registerSafetensors', () => {
  it('lets URLs stand for handlers, however often it is called', async () => {
    registerSafetensors();
    registerSafetensors();
    const model = network();
    const { href } = pathToFileURL(path);
    await model.save(href);
    const loaded = await loadLayersModel(href);
    expect(await outputs(loaded)).toEqual(await outputs(model));
    expect(tf.io.getSaveHandlers('file:///model.json')).toEqual([]);
    tf.dispose([model.getWeights(), loaded.getWeights()]);
  });
});

describe('in a browser', () => {
  it('loads from a Blob and over HTTP what a file holds', async () => {
    const model = network();
    await model.save(safetensorsFile(path));
    const blob = new Blob([await readFile(path)]);
    const fetch = async (url: string | URL): Promise<Response> =>
      new Response(`${url}` === 'https://example.org/m' ? blob : null, { status: `${url}`.endsWith('/m') ? 200 : 404 });
    for (const handler of [safetensorsBlob(blob), safetensorsUrl('https://example.org/m', { fetch })]) {
      const loaded = await loadLayersModel(handler);
      expect(await outputs(loaded)).toEqual(await outputs(model));
      tf.dispose(loaded.getWeights());
    }
    const missing = safetensorsUrl(new URL('https://example.org/none'), { fetch });
    await expect(missing.load()).rejects.toMatchObject({
      code: 'not-found',
      message: 'https://example.org/none answered 404',
    });
    tf.dispose(model.getWeights());
  });

  it('says that there is no page, and refuses wrong arguments', async () => {
    await expect(safetensorsDownload('m').save({})).rejects.toMatchObject({ code: 'no-document' });
    expect(() => safetensorsDownload(3 as never)).toThrow(TypeError);
    expect(() => safetensorsBlob('m' as never)).toThrow(TypeError);
    expect(() => safetensorsUrl(3 as never)).toThrow(TypeError);
  });
});
