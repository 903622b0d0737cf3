import { describeValue, requireNumber, requireOneOf } from '@gradlab-internal/checks';
import type { AxisOptions } from '../line-chart/chart-options.ts';
import { cleanLine } from '../text/clean-text.ts';

/** An axis as it was asked for. */
export interface Axis {
  readonly label: string;
  readonly scale: 'linear' | 'log';
  readonly domain?: readonly [number, number];
}

function readDomain(caller: string, name: string, scale: string, domain: unknown): readonly [number, number] {
  if (!Array.isArray(domain) || domain.length !== 2) {
    throw new TypeError(`${caller}: ${name}.domain must be a pair of numbers, got ${describeValue(domain)}`);
  }
  // Beyond these the arithmetic of an axis leaves the range of double precision.
  const range = scale === 'log' ? { min: 1e-300, max: 1e300 } : { min: -1e300, max: 1e300 };
  const low = requireNumber(caller, `${name}.domain[0]`, domain[0], range);
  const high = requireNumber(caller, `${name}.domain[1]`, domain[1], range);
  const step = scale === 'log' ? high / low - 1 : (high - low) / Math.max(Math.abs(low), Math.abs(high));
  if (!(step > 1e-9)) {
    throw new RangeError(`${caller}: ${name}.domain must go up by more than rounding, got [${low},${high}]`);
  }
  return [low, high];
}

/** Checks an axis and fills its defaults in. */
export function readAxis(caller: string, name: string, axis: AxisOptions): Axis {
  if (typeof axis !== 'object' || axis === null) {
    throw new TypeError(`${caller}: ${name} must be an object with a label, got ${describeValue(axis)}`);
  }
  const scale = requireOneOf(caller, `${name}.scale`, axis.scale ?? 'linear', ['linear', 'log']);
  const label = cleanLine(caller, `${name}.label`, axis.label);
  return axis.domain === undefined
    ? { label, scale }
    : { label, scale, domain: readDomain(caller, name, scale, axis.domain) };
}

/** Checks a pair of numbers, finite or not. */
export function readPoint(caller: string, name: string, point: unknown): readonly [number, number] {
  const [x, y]: unknown[] = Array.isArray(point) && point.length === 2 ? point : [];
  if (typeof x !== 'number' || typeof y !== 'number') {
    throw new TypeError(`${caller}: ${name} must be a pair of numbers, got ${describeValue(point)}`);
  }
  return [x, y];
}
