import { readFileSync } from 'node:fs';
import { useBackend } from '@gradlab/backend';
import { leakOf } from '@gradlab-internal/testing';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { adam, adamW, rmsProp, type StatefulOptimizer, sgd } from '../index.ts';

interface Golden {
  readonly start: number[];
  readonly gradients: number[][];
  readonly halvedAfter: number;
  readonly cases: {
    readonly optimizer: 'sgd' | 'rmsProp' | 'adam' | 'adamW';
    readonly options: { readonly learningRate: number };
    readonly path: number[][];
  }[];
}

const golden: Golden = JSON.parse(readFileSync(new URL('../../goldens/optimizers.json', import.meta.url), 'utf8'));
const make = { sgd, rmsProp, adam, adamW };

function variable(values: number[]): tf.Variable {
  return tf.tidy(() => tf.variable(tf.tensor1d(values)));
}

/** Weights after each step, and the optimiser replaced by one that was loaded with its state before step `reloadAt`. */
function path(create: () => StatefulOptimizer, reloadAt?: number): Float32Array[] {
  const w = variable(golden.start);
  let optimizer = create();
  const steps = golden.gradients.map((values, i) => {
    if (i === golden.halvedAfter) optimizer.learningRate *= 0.5;
    if (i === reloadAt) {
      const next = create();
      next.learningRate = optimizer.learningRate;
      next.load(optimizer.save());
      optimizer.dispose();
      optimizer = next;
    }
    const gradient = tf.tensor1d(values);
    optimizer.step({ w }, { w: gradient });
    gradient.dispose();
    return w.dataSync<'float32'>().slice();
  });
  optimizer.dispose();
  w.dispose();
  return steps;
}

describe.each(['cpu', 'wasm'] as const)('on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  describe.each(golden.cases)('$optimizer with $options', ({ optimizer, options, path: expected }) => {
    const create = (): StatefulOptimizer => make[optimizer](options);

    it('takes the steps of PyTorch', () => {
      path(create).forEach((weights, step) => {
        weights.forEach((value, i) => {
          // Float32 against float64: a few roundings a step of numbers near 1; gradients up to 30 times the learning rate.
          expect(Math.abs(value - (expected[step]?.[i] ?? Number.NaN))).toBeLessThan(5e-6);
        });
      });
    });

    it('goes on to the bit from its saved state', () => {
      expect(path(create, 7)).toEqual(path(create));
    });

    it('leaks nothing, and leaves clones of the weights as they were', async () => {
      const w = variable(golden.start);
      const [clone, gradient] = [tf.clone(w), tf.ones([golden.start.length])];
      const leak = await leakOf(() => {
        const one = create();
        for (let i = 0; i < 3; i++) one.step({ w }, { w: gradient });
        one.load(one.save());
        one.dispose();
      });
      expect(leak).toEqual({ tensors: 0, bytes: 0 });
      expect(clone.dataSync()).toEqual(Float32Array.from(golden.start));
      tf.dispose([w, clone, gradient]);
    });
  });
});

describe('adamW', () => {
  it('decays only what it is told to', () => {
    const [a, b, zero] = [variable([1]), variable([1]), tf.zeros([1])];
    const optimizer = adamW({ learningRate: 0.1, weightDecay: 0.5, decays: (name) => name === 'a' });
    optimizer.step({ a, b }, { a: zero, b: zero });
    expect([a, b].map((v) => v.dataSync()[0])).toEqual([Math.fround(0.95), 1]);
    optimizer.dispose();
    tf.dispose([a, b, zero]);
  });
});

describe('bad input', () => {
  it('refuses options out of range', () => {
    expect(() => adam({ learningRate: 0 })).toThrow('adam: learningRate must be a finite number > 0, got 0');
    expect(() => adam({ beta1: 1 })).toThrow('beta1 must be a finite number >= 0 and < 1, got 1');
    expect(() => adam({ epsilon: 0 })).toThrow('epsilon');
    expect(() => adamW({ weightDecay: -1 })).toThrow('adamW: weightDecay');
    expect(() => rmsProp({ decay: 1 })).toThrow('rmsProp: decay');
    expect(() => sgd({ learningRate: 1, momentum: 1 })).toThrow('sgd: momentum');
    expect(() => sgd({ learningRate: 1, nesterov: true })).toThrow('momentum must be > 0 where nesterov is set');
    const optimizer = adam();
    expect(() => {
      optimizer.learningRate = Number.NaN;
    }).toThrow('adam: learningRate must be a finite number >= 0, got NaN');
  });

  it('refuses the state of another optimiser, a shape that changed and a gradient of no parameter', async () => {
    const [w, gradient] = [variable([1, 2]), tf.ones([2])];
    const [from, to] = [adam(), sgd({ learningRate: 1, momentum: 0.5 })];
    from.step({ w }, { w: gradient });
    expect(() => to.load(from.save())).toThrow('sgd: state must be one that it saved: momentum/w, got m/w, v/w');
    expect(() => from.step({ w: variable([1]) }, { w: tf.ones([1]) })).toThrow('m of w and the parameter must have');
    expect(() => from.step({}, { w: gradient })).toThrow('adam: gradients must be of the parameters, got w');
    from.dispose();
    to.dispose();
    tf.dispose([w, gradient]);
  });
});
