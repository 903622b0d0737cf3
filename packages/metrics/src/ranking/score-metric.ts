import { requireInteger } from '@gradlab-internal/checks';
import { readScoreBatch, requireScores, type ScoreBatch } from '../input/class-batch.ts';
import { weightAt } from '../input/example-weights.ts';
import { readBinary } from '../input/probability-batch.ts';
import type { MetricBatch } from '../metric.ts';
import { Rows } from '../state/rows.ts';
import { StreamingMetric } from '../state/streaming-metric.ts';
import { type Ranking, rankingOf } from './ranking.ts';

/** Label and weight stand before the scores of a row. */
const LEAD = 2;

/**
 * A metric of the order that scores put the examples into: any growing function of them gives the same, so logits and
 * probabilities are alike. It keeps every example, in doubles.
 */
export abstract class ScoreMetric<R> extends StreamingMetric<R, MetricBatch, { readonly rows: Rows }> {
  readonly classes: number | undefined;

  /** @param classes undefined for binary scores `[batch]`, else how many scores a row has */
  protected constructor(kind: string, options: object, classes: number | undefined) {
    if (classes !== undefined) requireInteger(kind, 'classes', classes, { min: 2, max: 2 ** 20 });
    super(kind, options, { rows: new Rows(LEAD + (classes ?? 1)) });
    this.classes = classes;
  }

  protected get stateKey(): string {
    return `scores:${this.classes ?? 'binary'}`;
  }

  /** Class `positive` against the others, by its own score; of binary scores the class is 1. */
  protected ranking(positive: number): Ranking {
    const { rows } = this.state;
    const values = rows.values();
    const at = LEAD + (this.classes === undefined ? 0 : positive);
    const scores = rows.column(at);
    return rankingOf(
      scores,
      (row) => values[row * rows.width] === positive,
      (row) => values[row * rows.width + 1] as number,
    );
  }

  protected prepare(batch: MetricBatch): () => void {
    const { kind, classes } = this;
    const read = classes === undefined ? readBinary(kind, batch) : readScoreBatch(kind, batch, classes);
    requireScores(kind, read);
    const rows = rowsOf(read);
    return () => this.state.rows.append(rows);
  }
}

/** Rows of label, weight and scores; those of weight 0 are left out. */
function rowsOf({ size, labels, weights, classes, predictions: { data } }: ScoreBatch): Float64Array {
  const width = LEAD + classes;
  const rows = new Float64Array(size * width);
  let at = 0;
  for (let row = 0; row < size; row++) {
    const weight = weightAt(weights, row);
    if (weight === 0) continue;
    rows[at] = labels[row] as number;
    rows[at + 1] = weight;
    // + 0 makes −0 a 0: they are equal as scores, and which of them came first must not show.
    for (let i = 0; i < classes; i++) rows[at + LEAD + i] = (data[row * classes + i] as number) + 0;
    at += width;
  }
  return rows.subarray(0, at);
}
