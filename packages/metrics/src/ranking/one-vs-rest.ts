import { requireOneOf } from '@gradlab-internal/checks';
import { meanOf } from '../classification/class-average.ts';
import type { Ranking } from './ranking.ts';
import { ScoreMetric } from './score-metric.ts';

/** How the results of the classes become one; `'none'` leaves them as they are. */
export type OneVsRestAverage = 'macro' | 'weighted' | 'none';

export interface OneVsRestOptions<A extends OneVsRestAverage = OneVsRestAverage> {
  /** Number of classes: predictions are `[batch, classes]`, each class is told from the rest by its own score. Default: binary. */
  readonly classes?: number;
  /** The plain mean over the classes, one weighted by their true examples, or an array. Default `'macro'`. */
  readonly average?: A;
  /** What a class does that has no result, since no or every example is of it: makes the average NaN, or is left out. Default `'nan'`. */
  readonly absent?: 'nan' | 'skip';
}

/** One number, or one for each class. */
export type OneVsRestResult<A extends OneVsRestAverage> = A extends 'none' ? number[] : number;

/** A metric of two classes, binary or of each class against the rest. */
export abstract class OneVsRestMetric<A extends OneVsRestAverage> extends ScoreMetric<OneVsRestResult<A>> {
  readonly average: OneVsRestAverage;
  readonly absent: 'nan' | 'skip';

  protected constructor(kind: string, { classes, average, absent = 'nan' }: OneVsRestOptions<A>) {
    const averaged = average ?? 'macro';
    requireOneOf(kind, 'average', averaged, ['macro', 'weighted', 'none']);
    requireOneOf(kind, 'absent', absent, ['nan', 'skip']);
    super(kind, { classes, average: averaged, absent }, classes);
    this.average = averaged;
    this.absent = absent;
  }

  /** One number, or an array `[classes]` (binary: of one); NaN while it is not defined. */
  compute(): OneVsRestResult<A> {
    const each = this.#rankings().map((ranking) => ({ value: this.scoreOf(ranking), weight: ranking.positives }));
    const values = each.map(({ value }) => value);
    // The compiler does not carry the choice of `average` over to the conditional type.
    if (this.average === 'none') return values as OneVsRestResult<A>;
    const undefinedClass = this.absent === 'nan' && values.some(Number.isNaN);
    const weights = this.average === 'weighted' ? each.map(({ weight }) => weight) : undefined;
    return (undefinedClass ? Number.NaN : meanOf(values, weights)) as OneVsRestResult<A>;
  }

  /** Of one class against the rest; NaN where it is not defined. */
  protected abstract scoreOf(ranking: Ranking): number;

  #rankings(): Ranking[] {
    if (this.classes === undefined) return [this.ranking(1)];
    return Array.from({ length: this.classes }, (_, positive) => this.ranking(positive));
  }
}
