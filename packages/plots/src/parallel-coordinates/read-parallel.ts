import { describeValue, requireInteger, requireOneOf } from '@gradlab-internal/checks';
import { isDrawable } from '../axes/extent.ts';
import { LEAST_WIDTH } from '../figure/figure.ts';
import { cleanLine } from '../text/clean-text.ts';
import { type ParallelAxis, type ParallelValue, type ReadAxis, readAxis } from './parallel-axis.ts';

const CALLER = 'parallelCoordinates';

/** What `parallelCoordinates` draws. */
export interface ParallelCoordinatesOptions {
  readonly title: string;
  /** At least one; the last axis, the score, is added by itself. */
  readonly axes: readonly ParallelAxis[];
  /** One line per trial: a value for each axis, and its score. Trials whose score is not finite, or beyond 1e300, are counted, not drawn. */
  readonly lines: readonly { readonly values: readonly ParallelValue[]; readonly score: number }[];
  /** What the score is. */
  readonly score: {
    readonly label: string;
    /** Which end is best: that line, the first among equals, is drawn last, in orange. `max` by default. */
    readonly best?: 'max' | 'min';
  };
  /** Width of the figure in pixels, an integer in 480 … 4000; 820 by default. */
  readonly width?: number;
  /** What the figure shows, for screen readers. */
  readonly description?: string;
}

export type ParallelLine = ParallelCoordinatesOptions['lines'][number];

/** Options that were checked, with the trials that can be drawn. */
export interface ReadParallel {
  readonly title: string;
  readonly width: number;
  /** One for each hyperparameter, and the last for the score. */
  readonly axes: readonly ReadAxis[];
  /** All but the best, the worst first. */
  readonly losers: readonly ParallelLine[];
  readonly winner: ParallelLine;
  /** How many trials could not be drawn, in words; empty if all were. */
  readonly note: string;
}

/** Checks what `parallelCoordinates` was given, and sorts the trials. */
export function readParallel(options: ParallelCoordinatesOptions): ReadParallel {
  const { axes, lines, score, width = 820 } = options;
  const title = cleanLine(CALLER, 'title', options.title);
  if (!Array.isArray(axes)) throw new TypeError(`${CALLER}: axes must be an array, got ${describeValue(axes)}`);
  if (!Array.isArray(lines)) throw new TypeError(`${CALLER}: lines must be an array, got ${describeValue(lines)}`);
  if (axes.length === 0) throw new RangeError(`${CALLER}: axes must hold at least one axis, got none`);
  requireInteger(CALLER, 'width', width, { min: LEAST_WIDTH, max: 4000 });
  if (typeof score !== 'object' || score === null) {
    throw new TypeError(`${CALLER}: score must be an object with a label, got ${describeValue(score)}`);
  }
  const best = requireOneOf(CALLER, 'score.best', score.best ?? 'max', ['max', 'min']);
  const sign = best === 'max' ? 1 : -1;
  const drawable = readLines(options).filter((line) => isDrawable(line.score));
  const drawn = [...drawable].sort((a, b) => sign * (a.score - b.score));
  const first = drawn.findIndex((line) => line.score === drawn.at(-1)?.score);
  const winner = drawn[first];
  if (winner === undefined)
    throw new RangeError(`${CALLER}: lines must hold at least one with a finite score, got none`);
  const failed = lines.length - drawn.length;
  return {
    title,
    width,
    axes: readAxes(options, drawable),
    losers: drawn.filter((_, i) => i !== first),
    winner,
    note: failed === 0 ? '' : `Not drawn: ${failed} of ${lines.length} trials, whose score is not finite or too large.`,
  };
}

function readAxes({ axes, score }: ParallelCoordinatesOptions, drawable: readonly ParallelLine[]): ReadAxis[] {
  const valuesOn = (index: number): ParallelValue[] => drawable.map(({ values }) => values[index] ?? null);
  const scores = drawable.map((line) => line.score);
  const label = cleanLine(CALLER, 'score.label', score.label);
  return [
    ...axes.map((axis, i) => readAxis(CALLER, `axes[${i}]`, axis, valuesOn(i))),
    readAxis(CALLER, 'score', { name: label }, scores),
  ];
}

function readLines({ axes, lines }: ParallelCoordinatesOptions): readonly ParallelLine[] {
  for (const [i, line] of lines.entries()) {
    if (!Array.isArray(line?.values) || line.values.length !== axes.length) {
      throw new RangeError(
        `${CALLER}: lines[${i}].values must hold ${axes.length} values, one an axis, got ${describeValue(line?.values)}`,
      );
    }
    if (typeof line.score !== 'number') {
      throw new TypeError(`${CALLER}: lines[${i}].score must be a number, got ${describeValue(line.score)}`);
    }
  }
  return lines;
}
