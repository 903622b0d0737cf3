import type { ChartLayout } from '../line-chart/chart-layout.ts';
import type { DrawnLine } from '../line-chart/drawable.ts';
import { formatFixed, formatGeneral } from '../text/format-number.ts';
import type { ErrorBars } from './error-bars.ts';
import type { ReadRegions } from './read-regions.ts';

function describeGroup({ name, places }: DrawnLine, bars: readonly number[] = []): string {
  const drawn = places.filter((place) => place !== null);
  if (drawn.length === 0) return `${name}: no point could be drawn.`;
  const range = (of: 'x' | 'y'): string => {
    const values = drawn.map((place) => place[of]);
    const end = (choose: (a: number, b: number) => number): string => formatGeneral(values.reduce(choose));
    return `${of} from ${end((a, b) => Math.min(a, b))} to ${end((a, b) => Math.max(a, b))}`;
  };
  const longest = bars.reduce((a, b) => Math.max(a, b), 0);
  const barred = bars.length === 0 ? '' : `, bars of up to ± ${formatGeneral(longest)}`;
  return `${name}: ${drawn.length} point${drawn.length === 1 ? '' : 's'}, ${range('x')}, ${range('y')}${barred}.`;
}

/** The share of the area that each group's region takes up. */
function describeRegions({ kind, rows }: ReadRegions, lines: readonly DrawnLine[]): string {
  const known = rows.flat().filter((value) => !Number.isNaN(value));
  if (known.length === 0) return 'Nothing is known of the background.';
  const classOf = (value: number): number => (kind === 'classes' ? value : Number(value >= 0.5));
  const shares = lines.flatMap(({ name }, group) => {
    const share = known.filter((value) => classOf(value) === group).length / known.length;
    return kind === 'probabilities' && group > 1 ? [] : [`${name} ${formatFixed(100 * share, 0)} %`];
  });
  return `Shares of the background: ${shares.join(', ')}.`;
}

/** What the chart shows, in words, for those who cannot see it. */
export function describeScatter(
  { description }: { readonly description: string | undefined },
  { lines, notes, x, y }: ChartLayout,
  { regions, bars }: { readonly regions: ReadRegions | undefined; readonly bars: ErrorBars },
): string {
  const axis = (which: typeof x): string => which.label + (which.scale === 'log' ? ' (logarithmic)' : '');
  return [
    ...(description === undefined ? [] : [description]),
    `Points of ${axis(y)} over ${axis(x)}.`,
    ...lines.map((line, i) => describeGroup(line, bars[i])),
    ...(regions === undefined ? [] : [describeRegions(regions, lines)]),
    ...notes.map(({ text }) => text),
  ].join(' ');
}
