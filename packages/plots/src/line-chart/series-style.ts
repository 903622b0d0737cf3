import type { Line } from './read-chart.ts';

export interface SeriesStyle {
  readonly color: string;
  readonly shape: string;
  readonly dash: readonly number[];
}

/**
 * Chosen by search: each has a contrast of at least 3:1 on white (WCAG 2.2, 1.4.11), and any two differ by more than 30 in
 * CIELAB (CIE 1976) to normal vision and to full protanopia, deuteranopia and tritanopia as Machado et al. (2009) model them.
 */
const COLORS = ['#00318a', '#d37f00', '#05a974', '#ae1b1e', '#8c78fc', '#00000c', '#b175af'] as const;
// One fewer than the colours: the pair repeats only after 42 series.
const SHAPES = ['circle', 'square', 'triangle-up', 'diamond', 'triangle-down', 'cross'] as const;
const DASHES = [[], [7, 4], [2, 3], [9, 3, 2, 3]] as const;

/** How each series is drawn: colour, marker and dashes differ, so that none has to be told by colour alone. */
export function seriesStyles(lines: readonly Line[]): SeriesStyle[] {
  const chosen = lines.some(({ dashed }) => dashed !== undefined);
  return lines.map(({ color, dashed }) => {
    const byIndex = Math.floor(color / COLORS.length) % DASHES.length;
    return {
      color: COLORS[color % COLORS.length] ?? COLORS[0],
      shape: SHAPES[color % SHAPES.length] ?? SHAPES[0],
      dash: DASHES[chosen ? Number(dashed ?? false) : byIndex] ?? [],
    };
  });
}
