import { SERIES_COLORS } from '../figure/colors.ts';
import type { Line } from './read-chart.ts';

export interface SeriesStyle {
  readonly color: string;
  readonly shape: string;
  readonly dash: readonly number[];
}

// One fewer than the colours: the pair repeats only after 42 series.
const SHAPES = ['circle', 'square', 'triangle-up', 'diamond', 'triangle-down', 'cross'] as const;
const DASHES = [[], [7, 4], [2, 3], [9, 3, 2, 3]] as const;

/** How each series is drawn: colour, marker and dashes differ, so that none has to be told by colour alone. */
export function seriesStyles(lines: readonly Line[]): SeriesStyle[] {
  const chosen = lines.some(({ dashed }) => dashed !== undefined);
  return lines.map(({ color, dashed }) => {
    const byIndex = Math.floor(color / SERIES_COLORS.length) % DASHES.length;
    return {
      color: SERIES_COLORS[color % SERIES_COLORS.length] ?? SERIES_COLORS[0],
      shape: SHAPES[color % SHAPES.length] ?? SHAPES[0],
      dash: DASHES[chosen ? Number(dashed ?? false) : byIndex] ?? [],
    };
  });
}
