import { drawFigure, type Figure, type RunFolder } from '@gradlab-examples/harness';
import { drawSearch, type SearchFigures } from './draw-search.ts';
import { drawTrainings, type TrainingFigures } from './draw-trainings.ts';
import type { Results } from './results.ts';
import type { SearchRecord } from './run-search.ts';
import { courseOf } from './search-summary.ts';

/** The figures of a run by what they show; one that nothing was run for is absent. */
export interface Figures {
  readonly sizes?: TrainingFigures | undefined;
  readonly publishedBest?: TrainingFigures | undefined;
  readonly perceptrons?: TrainingFigures | undefined;
  /** By the search's id. */
  readonly searches: Readonly<Record<string, SearchFigures>>;
  /** What accuracy costs, of searches over the same points. */
  readonly randomCost?: Figure | undefined;
  readonly gridCost?: Figure | undefined;
}

/** Draws every figure that the results have numbers for, and writes each to its own file. */
export async function drawFigures(folder: RunFolder, results: Results): Promise<Figures> {
  const searches = results.searches.map(({ search }) => search);
  const drawn: [string, SearchFigures][] = [];
  for (const search of searches) drawn.push([search.id, await drawSearch(folder, search)]);
  const costOf = (letter: 'h' | 's'): Promise<Figure | undefined> =>
    drawCost(
      folder,
      letter,
      searches.filter(({ id }) => id.startsWith(`${letter}-`)),
    );
  return {
    sizes: await drawTrainings(folder, 'k', 'K: five sizes', results.sizes),
    publishedBest: await drawTrainings(folder, 'h-best', 'H: the published best', results.publishedBest),
    perceptrons: await drawTrainings(folder, 'best', 'Each means in turn', results.perceptrons),
    searches: Object.fromEntries(drawn),
    randomCost: await costOf('h'),
    gridCost: await costOf('s'),
  };
}

async function drawCost(
  folder: RunFolder,
  letter: string,
  searches: readonly SearchRecord[],
): Promise<Figure | undefined> {
  const series = searches.map((search) => ({ name: search.label, points: courseOf(search) }));
  const drawable = series.filter(({ points }) => points.length > 0);
  if (drawable.length === 0) return undefined;
  const caption = 'The best validation accuracy found so far against epochs spent on all networks together.';
  return drawFigure(folder, `${letter}-cost`, caption, {
    title: `${letter.toUpperCase()}: what accuracy costs`,
    x: { label: 'epochs spent', scale: 'log' },
    y: { label: 'best validation accuracy so far' },
    series: drawable,
    markers: 'none',
  });
}
