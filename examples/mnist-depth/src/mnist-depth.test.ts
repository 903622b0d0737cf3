import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { useBackend } from '@gradlab/backend';
import { zoo } from '@gradlab/models';
import { loadModel } from '@gradlab-examples/harness';
import { runForTest, writeDigits } from '@gradlab-examples/harness/testing';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { mnistDepth } from './index.ts';
import { NETWORKS, PLANS, plansOf } from './plan.ts';
import { DESCENTS, type Descent } from './run-descent.ts';
import type { Training } from './run-training.ts';

describe('plans', () => {
  it('go from one linear layer to three convolutions, and name every training once', () => {
    const depth = PLANS.filter(({ part }) => part === 'depth');
    expect(depth.map(({ network }) => network)).toEqual(NETWORKS);
    const convolutions = NETWORKS.map((name) =>
      zoo[name].blueprint().layers.filter((layer) => layer.name.startsWith('conv')),
    );
    expect(convolutions.map(({ length }) => length)).toEqual([0, 1, 2, 3, 3]);
    expect(new Set(PLANS.map(({ id }) => id)).size).toBe(PLANS.length);
    for (const { loss, learningRate } of PLANS) expect(learningRate).toBe(loss === 'cross-entropy' ? 0.025 : 0.1);
  });

  it('are those of the parts asked for, with what they are compared with', () => {
    expect(plansOf(undefined, 'full')).toEqual(PLANS);
    expect(plansOf(['loss'], 'full').map(({ id, stretch }) => [id, stretch])).toEqual([
      ['linear', 1],
      ['conv-3-wide', 1],
      ['linear-entropy', 1],
      ['conv-3-wide-entropy', 10],
    ]);
    expect(plansOf(['loss'], 'quick').map(({ learningRate, stretch }) => [learningRate, stretch])).toEqual([
      [1, 1],
      [1, 1],
      [0.025, 1],
      [0.025, 2],
    ]);
    expect(plansOf(['explosion'], 'full')).toEqual([]);
  });
});

describe('a run on drawn digits', () => {
  it('trains, explodes, and writes report, figures and weights, and leaks nothing', async () => {
    const root = await mkdtemp(join(tmpdir(), 'gradlab-mnist-depth-'));
    try {
      const backend = await useBackend('wasm');
      const source = await writeDigits(root, { train: 240, test: 40 });
      const before = tf.memory().numTensors;
      const only = ['activations', 'explosion'];
      const { metrics } = await runForTest<{ trainings: Training[]; descents: Descent[] }>(mnistDepth, {
        out: root,
        backend,
        source,
        only,
      });
      expect(tf.memory().numTensors).toBe(before);
      expect(metrics.trainings.map(({ id }) => id)).toEqual(plansOf(only, 'quick').map(({ id }) => id));
      expect(metrics.descents.map(({ id }) => id)).toEqual(DESCENTS.map(({ id }) => id));
      for (const { group, norms, losses } of metrics.descents) {
        expect(norms.length).toBe(losses.length);
        // The first gradient is that of the same weights and the same batch, whatever the rate.
        expect(norms[0]).toBe(metrics.descents.find((descent) => descent.group === group)?.norms[0]);
      }
      const html = await readFile(join(root, 'mnist-depth', 'report.html'), 'utf8');
      for (const { label } of [...metrics.trainings, ...metrics.descents]) expect(html).toContain(label);
      expect(html.replace(/base64,[^"]*/g, '')).not.toMatch(/NaN|undefined/);
      const { model } = await loadModel(join(root, 'mnist-depth', 'weights-conv-3.safetensors'));
      expect(model.countParameters()).toBe(zoo.digitsCnn10x3.parameterCount);
      model.dispose();
    } finally {
      await rm(root, { recursive: true, force: true });
    }
  });
});
