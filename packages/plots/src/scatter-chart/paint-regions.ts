import { type EncodedPicture, encodePicture } from '../image-grid/picture.ts';
import type { SeriesStyle } from '../line-chart/series-style.ts';
import type { ReadRegions } from './read-regions.ts';

// Light enough that marks of the same colour stand out.
const CLASS_TINT = 0.3;
const SURE_TINT = 0.45;
const UNKNOWN = [226, 226, 226] as const;

type Rgb = readonly [number, number, number];

/** A colour mixed into white. */
function tint(hex: string, share: number): Rgb {
  const channel = (at: number): number => Math.round(255 - share * (255 - Number.parseInt(hex.slice(at, at + 2), 16)));
  return [channel(1), channel(3), channel(5)];
}

/** Regions as a picture of a pixel a cell, the highest row first. */
export function paintRegions({ kind, rows }: ReadRegions, styles: readonly SeriesStyle[]): EncodedPicture {
  const colorOf = (index: number): string => styles[index]?.color ?? '#ffffff';
  const paint = (value: number): Rgb => {
    if (Number.isNaN(value)) return UNKNOWN;
    if (kind === 'classes') return tint(colorOf(value), CLASS_TINT);
    return tint(colorOf(value < 0.5 ? 0 : 1), SURE_TINT * Math.abs(2 * value - 1));
  };
  const data = Uint8Array.from(rows.toReversed().flatMap((row) => row.flatMap(paint)));
  return encodePicture('scatterChart', 'regions', { data, shape: [rows.length, rows[0]?.length ?? 0, 3] });
}
