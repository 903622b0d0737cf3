import {
  type Dataset,
  type Field,
  fillMissing,
  type Statistics,
  scaleToUnit,
  standardise,
  statistics,
} from '@gradlab/datasets';
import type { HouseSet } from './house-set.ts';

/** `unit`: to [0, 1] by the smallest and largest training values; `standard`: to mean 0 and standard deviation 1. */
export const SCALINGS = ['unit', 'standard'] as const;
export type Scaling = (typeof SCALINGS)[number];

/** For tables. */
export const SCALING_NAMES: Readonly<Record<Scaling, string>> = { unit: '[0, 1]', standard: 'standardised' };
/** For sentences: what was trained on. */
export const SCALED: Readonly<Record<Scaling, string>> = { unit: 'values in [0, 1]', standard: 'standardised values' };

/** Inputs and prices scaled by statistics of the training part alone. */
export interface ScaledHouses {
  readonly scaling: Scaling;
  readonly train: Dataset<Field>;
  readonly validation: Dataset<Field>;
  readonly test: Dataset<Field>;
  /** Price in dollars = offset + scale · target. */
  readonly price: { readonly offset: number; readonly scale: number };
  /** Of the training prices in dollars, largest less smallest: what brings an error in dollars to prices in [0, 1]. */
  readonly range: number;
}

/** Statistics of the training part that scale a set, as plain data: with them the networks' weights can be used elsewhere. */
export interface ScalingStatistics {
  readonly columns: readonly string[];
  readonly inputs: Statistics;
  readonly price: Statistics;
}

/** What cells are filled and scaled by. */
export function statisticsOf({ train }: HouseSet): ScalingStatistics {
  const filled = fillMissing(train, statistics(train));
  const columns = train.x.columnNames ?? [];
  return { columns, inputs: statistics(filled), price: statistics(train, { field: 'y' }) };
}

/** Fills what is missing with the mean of the training houses and scales inputs and prices. */
export function scaleHouses(set: HouseSet, scaling: Scaling): ScaledHouses {
  const { inputs, price } = statisticsOf(set);
  const means = statistics(set.train);
  const scale = scaling === 'unit' ? scaleToUnit : standardise;
  const scaled = (part: Dataset<Field>): Dataset<Field> =>
    scale(scale(fillMissing(part, means), inputs), price, { field: 'y' });
  const [low = 0, high = 0] = [price.min[0], price.max[0]];
  const range = high - low;
  return {
    scaling,
    train: scaled(set.train),
    validation: scaled(set.validation),
    test: scaled(set.test),
    price:
      scaling === 'unit'
        ? { offset: low, scale: range }
        : { offset: price.mean[0] ?? 0, scale: price.standardDeviation[0] ?? 1 },
    range,
  };
}
