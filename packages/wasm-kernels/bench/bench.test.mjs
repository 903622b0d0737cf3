import { describe, expect, it } from 'vitest';
import { flopsOf, leastMilliseconds } from './costs.mjs';
import { quantile, requireEqualLosses } from './measure.mjs';
import { networks } from './networks.mjs';
import { readmeSection } from './readme-section.mjs';
import { countParameters, resolveLayers } from './shapes.mjs';
import { summarise } from './table.mjs';
import { uniformValues } from './values.mjs';
import { allWork } from './work.mjs';

describe('networks', () => {
  const named = Object.keys(networks).filter((name) => / of [\d,]+$/.test(name));

  it.each(named)('%s parameters, as its name says', (name) => {
    const told = Number(name.match(/[\d,]+$/)[0].replaceAll(',', ''));
    expect(countParameters(resolveLayers(networks[name]))).toBe(told);
  });

  it('the update of Adam is of the parameters that its name tells', () => {
    const { name, shapes } = allWork.find(({ kind }) => kind === 'update');
    const size = shapes.reduce((sum, shape) => sum + shape.reduce((a, b) => a * b), 0);
    expect(name).toContain(size.toLocaleString('en'));
  });
});

it('values are those that torch-side.py makes', () => {
  // uniform_values([4], 3, 1) there, with PyTorch 2.15.
  expect([...uniformValues(4, 3, 1)]).toEqual([
    -0.7816492915153503, -0.4800652861595154, -0.6401978731155396, -0.11635211110115051,
  ]);
});

describe('costs', () => {
  const roofline = {
    gflops: 10,
    levels: [
      { bytes: 1000, rate: 4 },
      { bytes: 1e6, rate: 2 },
    ],
  };
  const product = { kind: 'matMul', m: 2, k: 3, n: 4 };

  it('counts a multiplication and an addition for each term', () => {
    expect(flopsOf(product)).toBe(48);
  });

  it('takes the later of arithmetic and memory', () => {
    // 26 numbers are 104 bytes, 26 ns at 4 GB/s; 48 operations are 4.8 ns at 10 GFLOP/s.
    expect(leastMilliseconds(product, roofline)).toBeCloseTo(26e-6, 12);
    expect(leastMilliseconds(product, { ...roofline, gflops: 1 })).toBeCloseTo(48e-6, 12);
  });

  it('takes the bandwidth of the largest amount that is not more', () => {
    // 3 · 100² numbers are 120 kB, more than the first level and less than the second: 30 µs at 4 GB/s.
    expect(leastMilliseconds({ kind: 'matMul', m: 100, k: 100, n: 100 }, { ...roofline, gflops: 1000 })).toBeCloseTo(
      0.03,
      9,
    );
  });

  it('leaves out the gradient of what the first layer is given', () => {
    const layers = resolveLayers({
      input: [3],
      layers: [
        { type: 'dense', units: 2 },
        { type: 'dense', units: 1 },
      ],
    });
    // Two products of 3 × 2, three of 2 × 1, batch 5; 11 parameters updated.
    expect(flopsOf({ kind: 'step', layers, batch: 5 })).toBe(2 * 5 * (2 * 6 + 3 * 2) + 2 * 11);
  });
});

describe('losses', () => {
  const side = (name, ...losses) => ({ name, losses });

  it('may differ by rounding, and be missing where a side cannot do the work or is slow', () => {
    const sides = [side('stock'), side('ours', 2, 1), side('jax-js', 2.0001), side('pytorch', 2, 1.0001)];
    expect(() => requireEqualLosses(sides, { name: 'step' })).not.toThrow();
  });

  it.each([1.9, Number.NaN])('may not be %d for 2', (loss) => {
    expect(() => requireEqualLosses([side('ours', 2), side('pytorch', loss)], { name: 'step' })).toThrow(
      `step: loss 0 is 2 on ours and ${loss} on pytorch`,
    );
  });
});

it('quantiles are values that were measured', () => {
  expect([0, 0.5, 0.9, 1].map((q) => quantile([3, 1, 2], q))).toEqual([1, 2, 3, 3]);
});

it('the report shows a dash for what was not there', () => {
  const work = { name: 'step', kind: 'step', layers: [], batch: 1 };
  const time = { median: 2, low: 1, high: 3 };
  const results = {
    stock: { reason: 'no kernel' },
    relaxed: { cpu: time, wasmBytes: 2 ** 20 },
    pytorch: { cpu: { ...time, median: 1 } },
  };
  const row = summarise(work, { results, rates: { relaxed: [{ gflops: 10, levels: [{ bytes: 8, rate: 1 }] }] } });
  const about = {
    stock: { version: '1' },
    'jax-js': { reason: 'offline' },
    pytorch: { version: '2', libraries: ['MKL'], capability: 'AVX2' },
  };
  const machine = { cpu: 'a processor', cores: 2, gigabytes: 4 };
  const tiles = { relaxed: { best: '4 × 8', tiles: { '4 × 8': 10 } } };
  const text = readmeSection({
    date: '2026-01-01',
    machine,
    rounds: 1,
    nodes: { 'v24.0.0': { sides: about, tiles, rows: [row] } },
  });
  expect(text).toMatch(/\| step +\| – +\| 2\.00 \(1\.00–3\.00\) \| – +\| 1\.00 \(1\.00–3\.00\) \| – +\| – +\| 2\.00× /);
  expect(text).toContain('no jax-js, PyTorch 2 (MKL, AVX2)');
});
