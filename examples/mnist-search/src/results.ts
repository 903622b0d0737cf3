import type { SearchRecord } from './run-search.ts';
import type { TrainingRecord } from './run-training.ts';

/** All that a run found, as plain data. */
export interface Results {
  /** Whether the published figures are for these settings and this data. */
  readonly isComparable: boolean;
  /** K's five sizes. */
  readonly sizes: readonly TrainingRecord[];
  /** H's published best network, under both readings. */
  readonly publishedBest: readonly TrainingRecord[];
  readonly searches: readonly SearchFound[];
  /** The best perceptron, each means in turn. */
  readonly perceptrons: readonly TrainingRecord[];
}

/** A search with its best network, trained again from other weights and tested once. */
export interface SearchFound {
  readonly search: SearchRecord;
  /** Absent if every trial failed. */
  readonly retrained?: TrainingRecord;
}

/** A search by its id, if it was run. */
export function find({ searches }: Results, id: string): SearchFound | undefined {
  return searches.find(({ search }) => search.id === id);
}
