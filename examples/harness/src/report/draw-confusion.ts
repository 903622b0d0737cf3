import { heatMap } from '@gradlab/plots';
import { type Figure, saveFigure } from '../figures.ts';
import type { RunFolder } from '../run-folder.ts';

/** What a confusion matrix is of. */
export interface ConfusionOptions {
  /** Of the file, without `.svg`. */
  readonly name: string;
  readonly title: string;
  /** What a class is called: `digit`. */
  readonly noun: string;
  /** By index. */
  readonly classes: readonly string[];
  /** How many examples of each class (row) were given each class (column). */
  readonly counts: readonly (readonly number[])[];
}

/** Draws a confusion matrix into the run's folder: its counts, coloured by their share of the true class. */
export function drawConfusion(
  folder: RunFolder,
  { name, title, noun, classes, counts }: ConfusionOptions,
): Promise<Figure> {
  const svg = heatMap({
    title,
    rows: { label: `true ${noun}`, names: classes },
    columns: { label: `predicted ${noun}`, names: classes },
    values: counts,
    shades: counts.map(sharesOf),
    domain: [0, 1],
  });
  return saveFigure(folder, name, `Counts; colours by the share of each true ${noun}.`, svg);
}

function sharesOf(counts: readonly number[]): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count) => (total === 0 ? 0 : count / total));
}
