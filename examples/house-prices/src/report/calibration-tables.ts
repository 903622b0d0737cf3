import type { Block, Cell } from '@gradlab/plots';
import { capital } from '../capital.ts';
import { SCALING_NAMES } from '../data/scale-houses.ts';
import type { Calibration } from '../gaussian/assess.ts';
import type { SetResult } from '../results.ts';

const share = (label: string) => ({ label, format: 'percent', decimals: 1 }) as const;
const amount = (label: string) => ({ label, format: 'fixed', decimals: 0 }) as const;

/** How many prices lie in the 50, 80 and 95 % intervals. */
export function coverageTable({ name, gaussian }: SetResult): Block {
  const rows = (sigma: string, trained: string, { coverage }: Calibration): Cell[][] =>
    coverage.map(({ nominal, observed, low, high }) => [sigma, trained, nominal, observed, low, high]);
  return {
    type: 'table',
    caption: `${capital(name)}: share of the test prices in the central intervals, with the ends of its 95 % confidence interval (Wilson).`,
    columns: [
      { label: 'σ' },
      { label: 'trained on' },
      { label: 'nominal', format: 'percent', decimals: 0 },
      share('observed'),
      share('from'),
      share('to'),
    ],
    rows: gaussian.flatMap(({ scaling, calibration, constant }) => [
      ...rows('predicted', SCALING_NAMES[scaling], calibration),
      ...rows('one σ', SCALING_NAMES[scaling], constant.calibration),
    ]),
  };
}

/** Residuals by predicted σ. */
export function spreadTable({ name, gaussian }: SetResult): Block {
  return {
    type: 'table',
    caption: `${capital(name)}: test houses by predicted σ, in dollars (root mean squares).`,
    columns: [
      { label: 'trained on' },
      { label: 'houses' },
      amount('predicted σ'),
      amount('residuals'),
      { label: 'residuals ÷ σ', format: 'fixed', decimals: 2 },
    ],
    rows: gaussian.flatMap(({ scaling, calibration }) =>
      calibration.spread.map(({ count, predicted, observed }) => [
        SCALING_NAMES[scaling],
        count,
        predicted,
        observed,
        observed / predicted,
      ]),
    ),
  };
}
