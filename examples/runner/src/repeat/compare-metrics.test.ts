import { expect, it } from 'vitest';
import { compareMetrics } from './compare-metrics.ts';

const metrics = (loss: number, changes: object = {}) => ({
  experiment: 'a',
  seconds: performance.now(),
  backend: { name: loss },
  trainings: [{ history: [{ loss, seconds: performance.now() }], label: 'x', ...changes }],
});

it('compares numbers wherever they are, and neither times nor circumstances', () => {
  expect(compareMetrics(metrics(0.5), metrics(0.5))).toEqual({ compared: 1, differences: [], largest: 0 });
  expect(compareMetrics(metrics(0.5), metrics(0.4))).toEqual({
    compared: 1,
    differences: [{ path: 'trainings.0.history.0.loss', before: 0.5, after: 0.4 }],
    largest: expect.closeTo(0.2, 12),
  });
});

it('knows data by its digest, wherever it lies', () => {
  const on = (name: string, digest: string) => ({ ...metrics(0.5), data: { name, digests: { train: digest } } });
  expect(compareMetrics(on('digits of /a', 'x'), on('digits of /b', 'x')).differences).toEqual([]);
  expect(compareMetrics(on('digits of /a', 'x'), on('digits of /a', 'y')).differences).toHaveLength(1);
});

it('takes what is missing, more or of another kind for a difference that no tolerance covers', () => {
  for (const changes of [{ kept: 3 }, { label: 'y' }, { history: [] }, { history: null }]) {
    expect(compareMetrics(metrics(0.5), metrics(0.5, changes)).largest).toBe(Number.POSITIVE_INFINITY);
    expect(compareMetrics(metrics(0.5, changes), metrics(0.5)).largest).toBe(Number.POSITIVE_INFINITY);
  }
});
