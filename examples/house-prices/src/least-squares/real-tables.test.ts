import { sharedDataDirectory } from '@gradlab-internal/testing';
import { describe, expect, it } from 'vitest';
import { loadHouses } from '../data/load-houses.ts';
import { runLeastSquares } from './run-least-squares.ts';

const real = sharedDataDirectory('housing');

describe.skipIf(real === undefined)('least squares on the real tables', () => {
  it('agrees with scikit-learn on the same test houses (goldens/split_r2.py)', async () => {
    const { each } = await loadHouses({
      ...{ source: { kind: 'directory', path: real ?? '' }, profile: 'full', seed: 1 },
      ...{ signal: new AbortController().signal, log: () => undefined },
    });
    const r2 = each.map((set) => [set.id, runLeastSquares(set).test.r2] as const);
    expect(r2.map(([id]) => id)).toEqual(['boston', 'california']);
    // Cells are kept in float32, with an error of 6e-8; scikit-learn keeps them in doubles.
    expect(Math.abs((r2[0]?.[1] ?? 0) - 0.7073564170232631)).toBeLessThan(1e-6);
    expect(Math.abs((r2[1]?.[1] ?? 0) - 0.6507537588504464)).toBeLessThan(1e-6);
  });
});
