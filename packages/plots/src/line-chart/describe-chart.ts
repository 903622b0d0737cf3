import { formatGeneral } from '../text/format-number.ts';
import type { ChartLayout } from './chart-layout.ts';
import type { DrawnLine, Place } from './drawable.ts';
import type { Chart } from './read-chart.ts';

const isDrawn = (place: Place): place is NonNullable<Place> => place !== null;

function describeLine({ name, places }: DrawnLine): string {
  const drawn = places.filter(isDrawn);
  const [first, last] = [drawn[0], drawn.at(-1)];
  if (first === undefined || last === undefined) return `${name}: no point could be drawn.`;
  const at = ({ x, y }: NonNullable<Place>): string => `${formatGeneral(y)} at ${formatGeneral(x)}`;
  if (drawn.length === 1) return `${name}: one point, ${at(first)}.`;
  const lowest = drawn.reduce((least, place) => (place.y < least.y ? place : least));
  const highest = drawn.reduce((most, place) => (place.y > most.y ? place : most));
  return `${name}: ${drawn.length} points, from ${at(first)} to ${at(last)}; lowest ${at(lowest)}, highest ${at(highest)}.`;
}

/** What the chart shows, in words, for those who cannot see it. */
export function describeChart(chart: Chart, { lines, notes, x, y }: ChartLayout): string {
  const axis = (which: typeof x): string => which.label + (which.scale === 'log' ? ' (logarithmic)' : '');
  return [
    ...(chart.description === undefined ? [] : [chart.description]),
    `Line chart of ${axis(y)} over ${axis(x)}.`,
    ...lines.map(describeLine),
    ...notes.map(({ text }) => text),
  ].join(' ');
}
