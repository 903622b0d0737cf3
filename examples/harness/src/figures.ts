import type { LineChartOptions } from '@gradlab/plots';
import { lineChart } from '@gradlab/plots';
import type { RunFolder } from './run-folder.ts';

/** A figure of a report, with the file it was written to. */
export interface Figure {
  readonly file: string;
  readonly caption: string;
  readonly svg: Awaited<ReturnType<typeof lineChart>>;
}

/**
 * Draws a chart and writes it into the run's folder.
 *
 * @param folder of the run
 * @param name of the file, without `.svg`
 * @param caption what the figure shows
 * @param options of the chart
 */
export async function drawFigure(
  folder: RunFolder,
  name: string,
  caption: string,
  options: LineChartOptions,
): Promise<Figure> {
  const svg = await lineChart(options);
  const file = `${name}.svg`;
  await folder.write(file, svg);
  return { file, caption, svg };
}
