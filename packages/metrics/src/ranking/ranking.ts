import { sortedIndices, tieEnds } from '../input/sorted-indices.ts';
import { ExactSum } from '../state/exact-sum.ts';

/** Examples by falling score, those of equal score together: how much lies at or above each score. */
export interface Ranking {
  /** Distinct scores, falling. */
  readonly thresholds: readonly number[];
  /** Weight of positive examples with at least that score. */
  readonly truePositives: readonly number[];
  /** Weight of negative examples with at least that score. */
  readonly falsePositives: readonly number[];
  /** Weight of all positive examples. */
  readonly positives: number;
  /** Weight of all negative examples. */
  readonly negatives: number;
}

/** Sums are rounded once, so that examples in another order give the same. */
export function rankingOf(
  scores: Float64Array,
  isPositive: (example: number) => boolean,
  weightOf: (example: number) => number,
): Ranking {
  const order = sortedIndices(scores).reverse();
  const [positive, negative] = [new ExactSum(), new ExactSum()];
  const [thresholds, truePositives, falsePositives]: [number[], number[], number[]] = [[], [], []];
  let start = 0;
  for (const end of tieEnds(scores, order)) {
    for (let place = start; place < end; place++) {
      const i = order[place] as number;
      (isPositive(i) ? positive : negative).add(weightOf(i));
    }
    thresholds.push(scores[order[start] as number] as number);
    truePositives.push(positive.value());
    falsePositives.push(negative.value());
    start = end;
  }
  return { thresholds, truePositives, falsePositives, positives: positive.value(), negatives: negative.value() };
}
