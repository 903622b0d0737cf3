/** Text and axes. */
export const INK = '#222222';
/** Tick labels and small print. */
export const MUTED = '#555555';
export const GRID = '#dddddd';
export const FRAME = '#888888';

/**
 * Chosen by search: each has a contrast of at least 3:1 on white (WCAG 2.2, 1.4.11), and any two differ by more than 30 in
 * CIELAB (CIE 1976) to normal vision and to full protanopia, deuteranopia and tritanopia as Machado et al. (2009) model them.
 */
export const SERIES_COLORS = ['#00318a', '#d37f00', '#05a974', '#ae1b1e', '#8c78fc', '#00000c', '#b175af'] as const;

// Light to dark in one hue: its order is seen with any colour vision, and in grey.
const STOPS = [
  [247, 250, 255],
  [198, 217, 242],
  [128, 168, 220],
  [54, 106, 181],
  [0, 49, 138],
] as const;

/** The colour of a share from 0 (almost white) to 1 (dark blue). */
export function shade(share: number): string {
  const place = Math.min(1, Math.max(0, share)) * (STOPS.length - 1);
  const index = Math.min(STOPS.length - 2, Math.floor(place));
  const [from, to] = [STOPS[index] ?? STOPS[0], STOPS[index + 1] ?? STOPS[0]];
  const channels = from.map((value, i) => Math.round(value + (place - index) * ((to[i] ?? 0) - value)));
  return `#${channels.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

/** The colour of text that can be read on {@link shade}: at least 4.5:1 (WCAG 2.2, 1.4.3). */
export const inkOn = (share: number): string => (share > 0.7 ? '#ffffff' : '#000000');
