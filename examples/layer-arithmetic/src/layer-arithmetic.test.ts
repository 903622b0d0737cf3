import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BackendInfo, useBackend } from '@gradlab/backend';
import { syntheticDigits } from '@gradlab/datasets';
import { buildNetwork, loadModel } from '@gradlab-examples/harness';
import { runForTest, writeDigits } from '@gradlab-examples/harness/testing';
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyToLarger } from './apply-to-larger.ts';
import { compare } from './comparison.ts';
import { describeNetworks } from './describe-networks.ts';
import { exercises } from './exercises.ts';
import { exerciseFinding, FLOAT32_ROUNDING, fieldFinding, largerFinding } from './findings.ts';
import { layerArithmetic } from './index.ts';
import type { LargerImage } from './larger-image.ts';
import { measureFields } from './measure-fields.ts';
import { NETWORK, NETWORKS, PARTS } from './plan.ts';
import type { Results } from './results.ts';

let backend: BackendInfo;
let root: string;
beforeAll(async () => {
  backend = await useBackend('wasm');
  root = await mkdtemp(join(tmpdir(), 'gradlab-layer-arithmetic-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

describe('a run on few digits', () => {
  it('writes report, figures and weights, and leaks nothing', async () => {
    const source = await writeDigits(root, { train: 60, test: 10 });
    const only = PARTS.filter((part) => part !== 'receptive-fields');
    const before = tf.memory().numTensors;
    const { metrics } = await runForTest<Results>(layerArithmetic, { out: root, backend, source, only });
    expect(tf.memory().numTensors).toBe(before);
    const folder = join(root, 'layer-arithmetic');
    expect(await readdir(folder)).toEqual(
      expect.arrayContaining(['class-map.svg', 'larger-image.svg', 'metrics.json']),
    );
    expect(await readFile(join(folder, 'report.html'), 'utf8')).toContain('105,210');
    expect(metrics.networks).toHaveLength(NETWORKS.length);
    expect(metrics.fields).toBeUndefined();
    const { model } = await loadModel(join(folder, 'weights-larger-image.safetensors'));
    expect(model.countParameters()).toBe((5 * 5 + 1) * 8 + (5 * 5 * 8 + 1) * 16 + (4 * 4 * 16 + 1) * 10);
    model.dispose();
  });
});

describe('exercises and networks', () => {
  it('have the published counts, and formulas that the layers bear out', () => {
    const solved = exercises();
    expect(solved.filter(({ value, counted }) => value !== counted)).toEqual([]);
    expect(solved.flatMap(({ value, published }) => (published === undefined ? [] : [[value, published]]))).toEqual([
      [105_210, 105_210],
      [1_191_170, 1_191_170],
    ]);
    expect(exerciseFinding(solved)).toBe(`Formula and layers agree in all ${solved.length} exercises.`);
    expect(exerciseFinding(solved.map((exercise) => ({ ...exercise, counted: 1 })))).toContain('differ in');
  });

  it('tell the size of a network of two heads, and of one without images', () => {
    const [heads, plane] = describeNetworks(['colouredDigitsShared', 'toyTanh10']);
    expect(heads).toMatchObject({ parameterCount: 34_738, receptiveField: [24, 24] });
    expect(plane).toMatchObject({ parameterCount: 52, receptiveField: null, weightBytes: 208 });
  });
});

describe('receptive fields', () => {
  it('are measured to be what the formula says, by layers that see 3, 4, 8 and 10 pixels', async () => {
    const before = tf.memory().numTensors;
    const fields = await measureFields('mnistCnn2k', true, 1);
    expect(tf.memory().numTensors).toBe(before);
    expect(fields.map(({ layer, measured }) => [layer, ...measured])).toEqual([
      ['conv1', 3, 3],
      ['maxPool1', 4, 4],
      ['conv2', 8, 8],
      ['maxPool2', 10, 10],
    ]);
    expect(fieldFinding(fields)).toContain('What was measured is what the formula says, for all 4 layers');
    const wrong = fields.map((field) => ({ ...field, formula: [9, 9] as const }));
    expect(fieldFinding(wrong)).toContain('not what the formula says for conv1 of mnistCnn2k');
    expect(fieldFinding(fields.map((field) => ({ ...field, share: 1 })))).toContain('Every pixel of every field');
    expect(fieldFinding([])).toBe('');
    expect(compare({ fields: wrong }).map(({ ours }) => ours)).toEqual([0]);
  });
});

describe('a network on a larger image', () => {
  it('gives at each place what it gives of the crop', () => {
    const model = buildNetwork(NETWORK, 1);
    const before = tf.memory().numTensors;
    const larger: LargerImage = {
      testAccuracy: 0.5,
      epochs: 1,
      ...applyToLarger(model, syntheticDigits({ size: 9, seed: 1 }), 1),
    };
    expect(tf.memory().numTensors).toBe(before);
    expect(applyToLarger(model, syntheticDigits({ size: 2, seed: 1 }), 1).digits).toHaveLength(2);
    model.dispose();
    // (96 − 28) / 4 + 1 places.
    expect([larger.stride, larger.classes.length, larger.classes[0]?.length]).toEqual([4, 18, 18]);
    expect(larger.greatestDifference / larger.largestScore).toBeLessThan(FLOAT32_ROUNDING);
    expect(larger.largestScore).toBeGreaterThan(0.01);
    for (const { top, left } of larger.digits)
      expect([top % 4, left % 4, top <= 68, left <= 68]).toEqual([0, 0, true, true]);
    expect(largerFinding(larger)).toContain('which the rounding of float32 explains');
    expect(largerFinding({ ...larger, greatestDifference: 1 })).toContain('more than the rounding of float32 explains');
  });
});
