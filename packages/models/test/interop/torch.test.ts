import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { useBackend } from '@gradlab/backend';
import { readSafetensors, writeSafetensors } from '@gradlab/safetensors';
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { vgg } from '../../src/index.ts';
import { exportOnnx, exportStateDict, importStateDict, vggNames } from '../../src/interop.ts';
import { CNN_NAMES, goldenPath, smallCnn, tensorOf } from './networks.ts';

const python = process.env.GRADLAB_TORCH_PYTHON;
if (!python)
  console.warn('skipped: GRADLAB_TORCH_PYTHON names no Python with PyTorch, torchvision, onnx and onnxruntime');

// Takes half a gigabyte and half a minute, which is why an ordinary test run does without.
describe.skipIf(!python)('with PyTorch at hand', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gradlab-interop-'));
  const make = (...args: string[]): string =>
    execFileSync(python ?? '', [goldenPath('make.py'), ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });

  beforeAll(() => useBackend('wasm'));
  afterAll(() => {
    if (process.env.GRADLAB_KEEP) console.log(`kept: ${folder}`);
    else rmSync(folder, { recursive: true });
  });

  it('gives the logits of torchvision’s own VGG-11', { timeout: 600_000 }, async () => {
    make('vgg11', folder);
    const model = vgg({ depth: 11, seed: 1, weightInitializer: (shape) => tf.zeros([...shape]) });
    await importStateDict(model, join(folder, 'vgg11.safetensors'), { names: vggNames(model) });
    const { tensors } = await readSafetensors(join(folder, 'vgg11-logits.safetensors'));
    const { x, logits } = tensors;
    if (x === undefined || logits === undefined) throw new Error('the script writes x and logits');
    const outputs = tf.tidy(() => model.apply(tensorOf(x)).dataSync());
    const errors = Array.from(outputs, (value, i) => Math.abs(value - Number(logits.data[i])));
    console.log(`largest error of a VGG-11's logits: ${Math.max(...errors)}`);
    expect(Math.max(...errors)).toBeLessThan(1e-5);
    model.dispose();
  });

  it('loads there what is exported here, strictly, and runs as ONNX', { timeout: 600_000 }, async () => {
    const model = smallCnn();
    await importStateDict(model, goldenPath('cnn.safetensors'), { names: CNN_NAMES });
    await writeSafetensors(join(folder, 'cnn.safetensors'), await exportStateDict(model, { names: CNN_NAMES }));
    writeFileSync(join(folder, 'cnn.onnx'), await exportOnnx(model));
    const errors: { torch: number; onnx: number } = JSON.parse(make('check', folder));
    expect(errors.torch).toBe(0);
    expect(errors.onnx).toBeLessThan(1e-5);
    model.dispose();
  });
});
