import { type LineChartOptions, lineChart } from '@gradlab/plots';
import type { RunFolder } from './run-folder.ts';

/** A figure of a report, with the file it was written to. */
export interface Figure {
  readonly file: string;
  readonly caption: string;
  readonly svg: string;
}

/**
 * Writes a drawing into the run's folder.
 *
 * @param folder of the run
 * @param name of the file, without `.svg`
 * @param caption what the figure shows
 * @param svg drawn by @gradlab/plots
 */
export async function saveFigure(folder: RunFolder, name: string, caption: string, svg: string): Promise<Figure> {
  const file = `${name}.svg`;
  await folder.write(file, svg);
  return { file, caption, svg };
}

/** Draws a line chart and writes it as {@link saveFigure} does. */
export async function drawFigure(
  folder: RunFolder,
  name: string,
  caption: string,
  options: LineChartOptions,
): Promise<Figure> {
  return saveFigure(folder, name, caption, await lineChart(options));
}
