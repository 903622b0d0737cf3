import type { PartSizes } from '@gradlab-examples/harness';
import type { HouseSet } from './data/house-set.ts';
import type { ScalingStatistics } from './data/scale-houses.ts';
import type { GaussianTraining } from './gaussian/run-gaussian.ts';
import type { LeastSquaresResult } from './least-squares/run-least-squares.ts';
import type { DepthTraining } from './training/run-depths.ts';
import type { GridCell } from './training/run-grid.ts';

/** What was found on a set, as plain data; a list of what was not run is empty. */
export interface SetResult extends Pick<HouseSet, 'id' | 'name' | 'about' | 'batchSize'> {
  readonly sizes: PartSizes;
  readonly scaling: ScalingStatistics;
  /** The largest price of all, in dollars, and how many test houses have it: where prices are cut off. */
  readonly largest: { readonly price: number; readonly testHouses: number };
  readonly leastSquares: Omit<LeastSquaresResult, 'predictions'>;
  readonly depths: readonly DepthTraining[];
  readonly grid: readonly GridCell[];
  readonly gaussian: readonly GaussianTraining[];
}

/** What was found. */
export interface Results {
  readonly results: readonly SetResult[];
}
