import { writeFigure } from '../figure/figure.ts';
import { cleanLine } from '../text/clean-text.ts';
import { formatGeneral } from '../text/format-number.ts';
import { drawParallel } from './draw-parallel.ts';
import type { ParallelValue } from './parallel-axis.ts';
import { type ParallelCoordinatesOptions, type ReadParallel, readParallel } from './read-parallel.ts';

/**
 * Draws trials of a search as lines over one upright axis for each hyperparameter and a last one for the score; the better
 * a trial, the darker its line, and the best one is orange.
 *
 * @param options axes, lines and score; see {@link ParallelCoordinatesOptions}
 * @returns SVG text, with `role="img"`, a title and a description that names the best trial; accepted by `report`
 * @throws TypeError if an argument is of the wrong kind; RangeError for no axes, no line that can be drawn, a line with
 *   another number of values, a value that its axis cannot place
 * @example
 * ```ts
 * import { parallelCoordinates } from '@gradlab/plots';
 *
 * const svg = parallelCoordinates({
 *   title: 'Search over 3 trials',
 *   axes: [{ name: 'learning rate', scale: 'log' }, { name: 'activation', scale: 'category' }],
 *   lines: [
 *     { values: [0.1, 'relu'], score: 0.97 },
 *     { values: [0.01, 'tanh'], score: 0.94 },
 *     { values: [0.001, 'relu'], score: 0.88 },
 *   ],
 *   score: { label: 'validation accuracy' },
 * });
 * console.log(svg.startsWith('<svg'));
 * ```
 */
export function parallelCoordinates(options: ParallelCoordinatesOptions): string {
  const read = readParallel(options);
  const { title, width } = read;
  return writeFigure({ title, width, description: describe(read, options.description), ...drawParallel(read) });
}

function describe({ axes, losers, winner, note }: ReadParallel, description: string | undefined): string {
  const written = (value: ParallelValue): string =>
    typeof value === 'number'
      ? formatGeneral(value)
      : cleanLine('parallelCoordinates', 'lines', String(value ?? 'none'));
  const best = winner.values.map((value, i) => `${axes[i]?.name} ${written(value)}`).join(', ');
  return [
    ...(description === undefined ? [] : [cleanLine('parallelCoordinates', 'description', description)]),
    `${losers.length + 1} trials over ${winner.values.length} hyperparameters.`,
    `Best ${axes.at(-1)?.name} ${formatGeneral(winner.score)}: ${best}.`,
    ...(note === '' ? [] : [note]),
  ].join(' ');
}
