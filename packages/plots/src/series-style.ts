import type { Line } from './read-chart.ts';

export interface SeriesStyle {
  readonly color: string;
  readonly shape: string;
  readonly dash: readonly number[];
}

/**
 * After Okabe and Ito (2008), "Color Universal Design": told apart with every common colour blindness. The light ones are
 * darkened and yellow is left out, so that each thin line has a contrast of at least 3:1 on white (WCAG 2.2, 1.4.11).
 */
const COLORS = ['#0072b2', '#d55e00', '#00845f', '#b4568f', '#a97000', '#2b8cc4', '#333333'] as const;
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
