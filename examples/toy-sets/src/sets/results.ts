import type { SetName } from '../toy-data.ts';
import type { BestLine } from './best-line.ts';
import type { GridRecord } from './run-grid.ts';
import type { SetTraining } from './run-ladder.ts';

/** What a straight line can and cannot do on a set. */
export interface LineRecord {
  readonly set: SetName;
  readonly best: BestLine;
  /** Between the class means, as a share of the set's spread. */
  readonly meanDistance: number;
}

/** What the experiment finds, as plain data. */
export interface Results {
  /** Whether this is the published length on sets of full size. */
  readonly isComparable: boolean;
  readonly epochs: number;
  readonly ladder: readonly SetTraining[];
  readonly lines: readonly LineRecord[];
  readonly best: readonly SetTraining[];
  readonly grids: readonly GridRecord[];
  /** The best of each grid, trained again from other weights. */
  readonly gridBest: readonly SetTraining[];
}
