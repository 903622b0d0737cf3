import { readFileSync } from 'node:fs';
import { useStockCpu } from '@gradlab-internal/testing';
import {
  KOLMOGOROV_SMIRNOV_BOUND,
  kolmogorovSmirnov,
  momentsOf,
  normalCdf,
} from '@gradlab-internal/testing/statistics';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  glorotNormal,
  glorotUniform,
  heNormal,
  heUniform,
  type Initializer,
  lecunNormal,
  lecunUniform,
  normal,
  sparse,
  truncatedNormal,
  uniform,
  varianceScaling,
} from './index.ts';

const goldens = JSON.parse(readFileSync(new URL('../goldens/goldens.json', import.meta.url), 'utf8'));

beforeAll(useStockCpu);

function valuesOf(initializer: Initializer, shape: readonly number[], seed: number): Float32Array {
  const tensor = initializer(shape, seed);
  const values = tensor.dataSync<'float32'>().slice();
  tensor.dispose();
  return values;
}

describe('draws by an independent implementation', () => {
  it('are those of normal, to one unit in the last place of float32', () => {
    const values = valuesOf(normal({ mean: 1, standardDeviation: 2 }), [7], 42);
    const expected: number[] = goldens['normal [7] seed 42 mean 1 standardDeviation 2'];
    // Logarithm and cosine may differ in the last bit of a double, which can change how the value rounds.
    for (const [i, x] of expected.entries())
      expect(Math.abs((values[i] ?? 0) - x)).toBeLessThanOrEqual(2 ** -23 * Math.abs(x));
  });

  it('are those of glorotUniform, bit for bit', () => {
    expect([...valuesOf(glorotUniform(), [3, 4], 42)]).toEqual(goldens['glorotUniform [3,4] seed 42']);
  });
});

interface Case {
  readonly name: string;
  readonly initializer: Initializer;
  readonly shape: readonly number[];
  readonly cdf: (x: number) => number;
  readonly mean?: number;
  readonly variance: number;
  /** Distance from the mean that no value passes. */
  readonly limit?: number;
}

const between = (low: number, high: number) => (x: number) => (x - low) / (high - low);
const gaussian = (deviation: number) => (x: number) => normalCdf(x / deviation);
const DENSE = [800, 1250];
const KERNEL = [5, 5, 100, 400];

/** Of N(0, 1) between ±2, mass and variance. */
const MASS = 2 * normalCdf(2) - 1;
const TRUNCATED = 1 - (4 * Math.exp(-2)) / Math.sqrt(2 * Math.PI) / MASS;
const truncated = (deviation: number) => (x: number) => (normalCdf(x / deviation) - normalCdf(-2)) / MASS;

/** Distribution, variance and limit for a variance. */
const uniformly = (variance: number) => {
  const limit = Math.sqrt(3 * variance);
  return { cdf: between(-limit, limit), variance, limit };
};
const normally = (variance: number) => ({ cdf: gaussian(Math.sqrt(variance)), variance });
const cutOff = (variance: number) => {
  const deviation = Math.sqrt(variance / TRUNCATED);
  return { cdf: truncated(deviation), variance, limit: 2 * deviation };
};

const cases: readonly Case[] = [
  {
    name: 'uniform',
    initializer: uniform(),
    shape: DENSE,
    cdf: between(0, 1),
    mean: 0.5,
    variance: 1 / 12,
    limit: 0.5,
  },
  {
    name: 'uniform [-0.05, 0.05]',
    initializer: uniform({ min: -0.05, max: 0.05 }),
    shape: DENSE,
    ...uniformly(0.0025 / 3),
  },
  { name: 'normal', initializer: normal(), shape: DENSE, ...normally(1) },
  {
    name: 'normal (−2, 0.5²)',
    initializer: normal({ mean: -2, standardDeviation: 0.5 }),
    shape: KERNEL,
    cdf: (x) => normalCdf((x + 2) / 0.5),
    mean: -2,
    variance: 0.25,
  },
  {
    name: 'truncatedNormal (0, 0.1²), not rescaled',
    initializer: truncatedNormal({ standardDeviation: 0.1 }),
    shape: DENSE,
    cdf: truncated(0.1),
    variance: 0.01 * TRUNCATED,
    limit: 0.2,
  },
  { name: 'varianceScaling', initializer: varianceScaling(), shape: DENSE, ...cutOff(1 / 800) },
  {
    name: 'varianceScaling geometric normal',
    initializer: varianceScaling({ scale: 3, mode: 'geometric', distribution: 'normal' }),
    shape: KERNEL,
    ...normally(3 / Math.sqrt(2500 * 10_000)),
  },
  {
    name: 'varianceScaling fanOut uniform',
    initializer: varianceScaling({ scale: 0.5, mode: 'fanOut', distribution: 'uniform' }),
    shape: DENSE,
    ...uniformly(0.5 / 1250),
  },
  { name: 'glorotUniform', initializer: glorotUniform(), shape: DENSE, ...uniformly(2 / 2050) },
  {
    name: 'glorotUniform gain 5/3',
    initializer: glorotUniform({ gain: 5 / 3 }),
    shape: KERNEL,
    ...uniformly(((25 / 9) * 2) / 12_500),
  },
  { name: 'glorotNormal', initializer: glorotNormal(), shape: DENSE, ...cutOff(2 / 2050) },
  {
    name: 'glorotNormal, normal',
    initializer: glorotNormal({ distribution: 'normal' }),
    shape: KERNEL,
    ...normally(2 / 12_500),
  },
  { name: 'heUniform', initializer: heUniform(), shape: KERNEL, ...uniformly(2 / 2500) },
  {
    name: 'heUniform of a depthwise kernel',
    initializer: heUniform({ axes: 'depthwise' }),
    shape: KERNEL,
    ...uniformly(2 / 25),
  },
  { name: 'heNormal', initializer: heNormal(), shape: DENSE, ...cutOff(2 / 800) },
  {
    name: 'heNormal of a transposed kernel, normal, slope 1',
    initializer: heNormal({ axes: 'transposed', slope: 1, distribution: 'normal' }),
    shape: KERNEL,
    ...normally(1 / 10_000),
  },
  { name: 'lecunUniform', initializer: lecunUniform(), shape: KERNEL, ...uniformly(1 / 2500) },
  { name: 'lecunNormal', initializer: lecunNormal(), shape: DENSE, ...cutOff(1 / 800) },
  { name: 'sparse without zeros', initializer: sparse({ sparsity: 0 }), shape: DENSE, ...normally(1e-4) },
];

describe.each(cases)('$name', ({ initializer, shape, cdf, mean = 0, variance, limit }) => {
  it('follows its distribution over a million draws: Kolmogorov–Smirnov (p > 10⁻⁶), mean, variance, limit', () => {
    const values = valuesOf(initializer, shape, 3);
    expect(values).toHaveLength(1_000_000);
    expect(kolmogorovSmirnov(values, cdf)).toBeLessThan(KOLMOGOROV_SMIRNOV_BOUND);
    const moments = momentsOf(values);
    // Five standard errors; rounding to float32 moves a mean by 2⁻²⁴ of its largest values at most.
    expect(Math.abs(moments.mean - mean)).toBeLessThan(5 * moments.meanError + 2 ** -24 * Math.abs(mean));
    expect(Math.abs(moments.variance - variance)).toBeLessThan(5 * moments.varianceError);
    if (limit === undefined) return;
    // Rounding to float32 keeps order, so no value passes the rounded limit; and some come near.
    const farthest = values.reduce((max, x) => Math.max(max, Math.abs(x - mean)), 0);
    expect(farthest).toBeLessThanOrEqual(Math.fround(limit * (1 + 2 ** -23)));
    expect(farthest).toBeGreaterThan(0.9995 * limit);
  });
});

it('have a prefix property: value i depends on seed and i alone', () => {
  for (const initializer of [normal(), uniform(), truncatedNormal()]) {
    expect(valuesOf(initializer, [3, 5], 8).subarray(0, 7)).toEqual(valuesOf(initializer, [7], 8));
  }
  expect(valuesOf(glorotUniform(), [6, 2], 5)).toEqual(valuesOf(glorotUniform(), [2, 6], 5));
});
