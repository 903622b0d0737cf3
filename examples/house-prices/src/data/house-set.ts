import type { Dataset, Field } from '@gradlab/datasets';
import type { PartSizes, StudyData } from '@gradlab-examples/harness';

/** The dollars at which the source of a set cut its prices off; no other set has such an edge. */
export const CUT_OFF: Readonly<Record<HouseSet['id'], number | null>> = {
  boston: 50_000,
  california: 500_001,
  drawn: null,
};

/** Prices of houses by district, in three parts; inputs in the units of their source, some missing (NaN), prices in dollars. */
export interface HouseSet {
  readonly id: 'boston' | 'california' | 'drawn';
  /** `Boston housing`. */
  readonly name: string;
  /** What a row is, of which year its dollars are, what is peculiar to it; for reports. */
  readonly about: string;
  readonly train: Dataset<Field>;
  readonly validation: Dataset<Field>;
  readonly test: Dataset<Field>;
  /** Not published: more for more houses, so that an epoch stays some dozen updates. */
  readonly batchSize: number;
  /** Where it is known: the standard deviation of a price about its mean, in dollars, from a row of inputs. */
  readonly noise?: (row: ArrayLike<number>) => number;
}

/** The sets that an experiment is run on; the parts of the whole are those of the first. */
export interface Houses extends StudyData {
  readonly sets: Readonly<Record<string, PartSizes>>;
  readonly each: readonly HouseSet[];
}
