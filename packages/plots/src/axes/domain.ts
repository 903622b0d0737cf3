import type { Place } from '../line-chart/drawable.ts';
import type { Axis } from './read-axis.ts';
import { niceDomain } from './ticks.ts';

type Range = readonly [number, number];

/** Room between the outermost points and the frame, as a share of the data's range. */
const MARGIN = 0.03;

function extent(values: readonly number[]): Range | undefined {
  if (values.length === 0) return undefined;
  return values.reduce<Range>(([low, high], v) => [Math.min(low, v), Math.max(high, v)], [Infinity, -Infinity]);
}

function logDomain([low, high]: Range): Range {
  const [from, to] = [Math.log10(low), Math.log10(high)];
  const room = to - from < 1e-6 ? 0.5 : Math.min(0.5, (to - from) * MARGIN);
  return [10 ** (from - room), 10 ** (to + room)];
}

/** `range`, widened where it is too short to be divided into ticks. */
function linearDomain([low, high]: Range): Range {
  const magnitude = Math.max(Math.abs(low), Math.abs(high));
  if (magnitude < 1e-290) return [-1, 1];
  if (high - low < 1e-9 * magnitude) {
    // One epoch: the neighbouring ones make better ticks than tenths of it.
    const room = Number.isInteger(low) && magnitude < 10 ? 1 : magnitude * 0.1;
    return [low - room, high + room];
  }
  return [low, high];
}

/** Ends of an axis: those asked for, or the data's, y moved on to the next tick and x given some room. */
export function axisDomain(axis: Axis, places: readonly Place[], which: 'x' | 'y', ticks: number): Range {
  if (axis.domain !== undefined) return axis.domain;
  const data = extent(places.flatMap((place) => (place === null ? [] : [place[which]])));
  if (data === undefined) return axis.scale === 'log' ? [1, 10] : [0, 1];
  if (axis.scale === 'log') return logDomain(data);
  const [low, high] = linearDomain(data);
  const room = (high - low) * MARGIN;
  return which === 'y' ? niceDomain([low, high], ticks) : [low - room, high + room];
}
