import { describeValue, requireOneOf } from '@gradlab-internal/checks';
import { extentOf, isDrawable, widened } from '../axes/extent.ts';
import { linearTicks, logTicks, niceDomain, type Tick } from '../axes/ticks.ts';
import { cleanLine } from '../text/clean-text.ts';

/** One upright axis. */
export interface ParallelAxis {
  readonly name: string;
  /** `linear` by default; on `log` every value must be positive; a `category` axis has a place for each text, as given. */
  readonly scale?: 'linear' | 'log' | 'category';
  /** The places of a category axis from bottom to top; by default those that occur, as they first occur. */
  readonly categories?: readonly string[];
}

/** A value on an axis, true and false on one of categories; `null` where a hyperparameter was not there (a conditional one). */
export type ParallelValue = number | string | boolean | null;

/** An axis that knows where its values stand, from 0 (bottom) to 1 (top). */
export interface ReadAxis {
  readonly name: string;
  readonly ticks: readonly { readonly label: string; readonly share: number }[];
  readonly shareOf: (value: ParallelValue) => number | undefined;
}

const TICKS = 5;
const LEAST_LOG = 1e-300;

/** Checks an axis and its values, and places them. */
export function readAxis(caller: string, at: string, axis: ParallelAxis, values: readonly ParallelValue[]): ReadAxis {
  if (typeof axis !== 'object' || axis === null) {
    throw new TypeError(`${caller}: ${at} must be an object with a name, got ${describeValue(axis)}`);
  }
  const name = cleanLine(caller, `${at}.name`, axis.name);
  const scale = requireOneOf(caller, `${at}.scale`, axis.scale ?? 'linear', ['linear', 'log', 'category']);
  if (scale === 'category') return categoryAxis(caller, at, name, axis.categories, values);
  const numbers = values.filter((value) => value !== null);
  const isPlaced = (value: unknown): value is number =>
    typeof value === 'number' && isDrawable(value) && (scale === 'linear' || value >= LEAST_LOG);
  const wrong = numbers.findIndex((value) => !isPlaced(value));
  if (wrong >= 0) {
    const expected = scale === 'log' ? 'positive numbers from 1e-300 to 1e300' : 'numbers from −1e300 to 1e300';
    throw new RangeError(
      `${caller}: values on the axis ${describeValue(name)} must be ${expected}, got ${describeValue(numbers[wrong])}`,
    );
  }
  return numberAxis(name, scale, numbers.filter(isPlaced));
}

function numberAxis(name: string, scale: 'linear' | 'log', numbers: readonly number[]): ReadAxis {
  const transform = scale === 'log' ? Math.log10 : (value: number): number => value;
  const [low, high] = domainOf(scale, numbers);
  const [from, to] = [transform(low), transform(high)];
  const share = (value: number): number => (transform(value) - from) / (to - from);
  const ticks = (scale === 'log' ? logTicks([low, high], TICKS) : linearTicks([low, high], TICKS)).filter(isLabelled);
  return {
    name,
    ticks: ticks.map(({ value, label }) => ({ label, share: share(value) })),
    shareOf: (value) => (typeof value === 'number' ? share(value) : undefined),
  };
}

const isLabelled = ({ label }: Tick): boolean => label !== '';

function domainOf(scale: 'linear' | 'log', numbers: readonly number[]): readonly [number, number] {
  const extent = extentOf(numbers);
  if (extent === undefined) return scale === 'log' ? [0.1, 1] : [0, 1];
  const [low, high] = extent;
  if (scale === 'log') return high / low > 1 + 1e-9 ? [low, high] : [low / 2, high * 2];
  return niceDomain(widened(extent), TICKS);
}

function categoryAxis(
  caller: string,
  at: string,
  name: string,
  given: readonly string[] | undefined,
  values: readonly ParallelValue[],
): ReadAxis {
  const texts = values.filter((value) => value !== null).map(String);
  const categories = given ?? [...new Set(texts)];
  if (!Array.isArray(categories)) {
    throw new TypeError(`${caller}: ${at}.categories must be an array of strings, got ${describeValue(given)}`);
  }
  const unknown = texts.find((text) => !categories.includes(text));
  if (unknown !== undefined) {
    throw new RangeError(
      `${caller}: values on the axis ${describeValue(name)} must be of its categories, got ${describeValue(unknown)}`,
    );
  }
  // Half a step of room at both ends, so that a single category stands in the middle.
  const share = (index: number): number => (index + 0.5) / categories.length;
  return {
    name,
    ticks: categories.map((label, i) => ({
      label: cleanLine(caller, `${at}.categories[${i}]`, label),
      share: share(i),
    })),
    shareOf: (value) => (value === null ? undefined : share(categories.indexOf(String(value)))),
  };
}
