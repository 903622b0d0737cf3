import { describeValue, requireInteger } from '@gradlab-internal/checks';
import type { Ranking } from './ranking.ts';
import { ScoreMetric } from './score-metric.ts';

export interface CurveOptions {
  /** Number of classes: predictions are `[batch, classes]`. Default: binary, predictions `[batch]`. */
  readonly classes?: number;
  /** With `classes`: the class that is told from the rest, by its own score. Default 1. */
  readonly positive?: number;
}

/** The curve of one class against the rest. */
abstract class CurveMetric<R> extends ScoreMetric<R> {
  readonly positive: number;

  protected constructor(kind: string, { classes, positive = 1 }: CurveOptions, others: object = {}) {
    super(kind, { classes, positive, ...others }, classes);
    const known = classes === undefined ? { min: 1, max: 1 } : { min: 0, below: classes };
    this.positive = requireInteger(kind, 'positive', positive, known);
  }

  protected own(): Ranking {
    return this.ranking(this.positive);
  }
}

export interface RocCurveOptions extends CurveOptions {
  /** Leaves out points on a straight line between their neighbours, as scikit-learn does. Default false. */
  readonly dropIntermediate?: boolean;
}

/** Points from (0, 0) to (1, 1). */
export interface RocPoints {
  /** Scores, falling, from Infinity: an example counts as positive from that score on. */
  readonly thresholds: number[];
  /** NaN while there is no negative example. */
  readonly falsePositiveRate: number[];
  /** NaN while there is no positive example. */
  readonly truePositiveRate: number[];
}

/**
 * Receiver operating characteristic: the rates of true and false positives for every threshold.
 *
 * One point for each distinct score, so ties make a slanted line. It keeps every example: 16 bytes and 8 for each score.
 *
 * @see Fawcett: An introduction to ROC analysis. Pattern Recognition Letters 27, 2006.
 *
 * @example
 * ```ts
 * import { RocCurve } from '@gradlab/metrics';
 *
 * const curve = new RocCurve();
 * curve.update({ labels: [0, 1, 1], predictions: [0.2, 0.2, 0.9] });
 * console.log(curve.compute().truePositiveRate); // [ 0, 0.5, 1 ]
 * ```
 */
export class RocCurve extends CurveMetric<RocPoints> {
  readonly dropIntermediate: boolean;

  /** @throws TypeError or RangeError if an option is of the wrong kind or out of range */
  constructor({ dropIntermediate = false, ...options }: RocCurveOptions = {}) {
    if (typeof dropIntermediate !== 'boolean') {
      throw new TypeError(`rocCurve: dropIntermediate must be a boolean, got ${describeValue(dropIntermediate)}`);
    }
    super('rocCurve', options, { dropIntermediate });
    this.dropIntermediate = dropIntermediate;
  }

  /** New arrays of equal length, at least 1. */
  compute(): RocPoints {
    const { thresholds, truePositives, falsePositives, positives, negatives } = this.own();
    const points = thresholds.map((threshold, i) => ({
      threshold,
      hits: truePositives[i] as number,
      alarms: falsePositives[i] as number,
    }));
    const all = [{ threshold: Number.POSITIVE_INFINITY, hits: 0, alarms: 0 }, ...points];
    const kept = this.dropIntermediate ? all.filter((_, i) => i < 2 || isCorner(all, i)) : all;
    return {
      thresholds: kept.map(({ threshold }) => threshold),
      falsePositiveRate: kept.map(({ alarms }) => alarms / negatives),
      truePositiveRate: kept.map(({ hits }) => hits / positives),
    };
  }
}

/** False where the step before a point equals the one after it. */
function isCorner(points: readonly { readonly hits: number; readonly alarms: number }[], at: number): boolean {
  const [before, here, after] = [points[at - 1], points[at], points[at + 1]];
  if (before === undefined || here === undefined || after === undefined) return true;
  return (
    after.hits - here.hits !== here.hits - before.hits || after.alarms - here.alarms !== here.alarms - before.alarms
  );
}

/** Points by growing threshold, and the last one, (0, 1), which has none. */
export interface PrecisionRecallPoints {
  /** One fewer than there are points. */
  readonly thresholds: number[];
  readonly precision: number[];
  /** NaN while there is no positive example. */
  readonly recall: number[];
}

/**
 * Precision-recall curve: both for every threshold, by growing threshold, then the point of recall 0 and precision 1.
 *
 * It keeps every example: 16 bytes and 8 for each score.
 *
 * @see Davis and Goadrich: The relationship between precision-recall and ROC curves. ICML 2006.
 *
 * @example
 * ```ts
 * import { PrecisionRecallCurve } from '@gradlab/metrics';
 *
 * const curve = new PrecisionRecallCurve();
 * curve.update({ labels: [0, 1, 1], predictions: [0.2, 0.2, 0.9] });
 * console.log(curve.compute().precision); // [ 0.6666666666666666, 1, 1 ]
 * ```
 */
export class PrecisionRecallCurve extends CurveMetric<PrecisionRecallPoints> {
  /** @throws TypeError or RangeError if an option is of the wrong kind or out of range */
  constructor(options: CurveOptions = {}) {
    super('precisionRecallCurve', options);
  }

  /** New arrays. */
  compute(): PrecisionRecallPoints {
    const { thresholds, truePositives, falsePositives, positives } = this.own();
    const precision = truePositives.map((hits, i) => hits / (hits + (falsePositives[i] as number)));
    return {
      thresholds: [...thresholds].reverse(),
      precision: [...precision.reverse(), 1],
      recall: [...truePositives.map((hits) => hits / positives).reverse(), positives === 0 ? Number.NaN : 0],
    };
  }
}
