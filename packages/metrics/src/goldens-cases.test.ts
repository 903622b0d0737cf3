import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { emptyFromJSON } from './collection/metric-classes.ts';
import type { MetricBatch } from './metric.ts';
import { prepareFor } from './state/streaming-metric.ts';

interface Case {
  readonly source: string;
  readonly metric: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly data: string;
  readonly weighted: boolean;
  readonly expected: unknown;
}

const { data, cases }: { data: Record<string, Required<MetricBatch>>; cases: readonly Case[] } = JSON.parse(
  readFileSync(new URL('../goldens/cases.json', import.meta.url), 'utf8'),
);

// The references compute in doubles, in sums of 60 terms: some 60 units in the last place. torchmetrics computes in float32
// in places, whatever it is given: 60 units of those. With an offset of 10⁶ and a spread of 2 a double keeps 10 digits of the
// references' squared deviations (this package sums them exactly; see explained.test.ts).
const TOLERANCE = { double: 1e-12, float32: 4e-6, offset: 1e-9 };

function toleranceOf({ source, data: name }: Case): number {
  if (source === 'torchmetrics') return TOLERANCE.float32;
  return name === 'offset' ? TOLERANCE.offset : TOLERANCE.double;
}

function expectNear(actual: unknown, expected: unknown, tolerance: number): void {
  if (Array.isArray(expected)) {
    expect(actual).toHaveLength(expected.length);
    expected.forEach((item, i) => {
      expectNear((actual as unknown[])[i], item, tolerance);
    });
  } else if (typeof expected === 'number') {
    const error = Math.abs((actual as number) - expected) / Math.max(Math.abs(expected), 1e-3);
    expect(error, `${actual} for ${expected}`).toBeLessThanOrEqual(tolerance);
  } else if (typeof expected === 'string') {
    expect(actual).toBe(Number(expected));
  } else {
    for (const [key, item] of Object.entries(expected as object)) {
      expectNear((actual as Record<string, unknown>)[key], item, tolerance);
    }
  }
}

/** scikit-learn lists the bins that hold something, column by column. */
function asReference({ metric }: Case, result: unknown): unknown {
  if (metric !== 'reliabilityCurve') return result;
  const bins = (result as { weight: number; accuracy: number; confidence: number }[]).filter(
    ({ weight }) => weight > 0,
  );
  return { accuracy: bins.map(({ accuracy }) => accuracy), confidence: bins.map(({ confidence }) => confidence) };
}

describe('agrees with scikit-learn, SciPy and torchmetrics (goldens/cases.py)', () => {
  const kinds = [...new Set(cases.map(({ metric }) => metric))];
  it.each(kinds)('in %s', (kind) => {
    const own = cases.filter(({ metric }) => metric === kind);
    for (const one of own) {
      const { labels, predictions, weights } = data[one.data] as Required<MetricBatch>;
      const metric = emptyFromJSON({ metric: kind, version: 1, options: one.options });
      prepareFor(metric, { labels, predictions, ...(one.weighted && { weights }) })();
      const told = `${one.source} ${one.data} ${JSON.stringify(one.options)} ${one.weighted ? 'weighted' : ''}`;
      try {
        expectNear(asReference(one, metric.compute()), one.expected, toleranceOf(one));
      } catch (error) {
        throw new Error(told, { cause: error });
      }
    }
  });
});
