import { formatFixed, formatScientific, superscript } from '../text/format-number.ts';

export interface Tick {
  readonly value: number;
  /** Empty for a minor tick. */
  readonly label: string;
}

type Range = readonly [number, number];

/** The largest of 1, 2, 5 × 10^k that is about `range / count`, as its two factors. */
function niceStep(range: number, count: number): { factor: number; exponent: number } {
  const rough = range / count;
  const exponent = Math.floor(Math.log10(rough));
  const ratio = rough / 10 ** exponent;
  if (ratio < Math.SQRT2) return { factor: 1, exponent };
  if (ratio < Math.sqrt(10)) return { factor: 2, exponent };
  if (ratio < Math.sqrt(50)) return { factor: 5, exponent };
  return { factor: 1, exponent: exponent + 1 };
}

/** k · factor · 10^exponent with one rounding, so that three steps of 0.1 make 0.3. */
function multiple(k: number, factor: number, exponent: number): number {
  return exponent < 0 ? (k * factor) / 10 ** -exponent : k * factor * 10 ** exponent;
}

/** Ends moved outwards to the neighbouring ticks. */
export function niceDomain([low, high]: Range, count: number): Range {
  const { factor, exponent } = niceStep(high - low, count);
  const step = multiple(1, factor, exponent);
  return [multiple(Math.floor(low / step), factor, exponent), multiple(Math.ceil(high / step), factor, exponent)];
}

function linearLabel(value: number, exponent: number, largest: number): string {
  if (value === 0) return '0';
  if (largest < 1e6 && largest >= 1e-3) return formatFixed(value, Math.max(0, -exponent));
  const decimals = Math.max(0, Math.floor(Math.log10(Math.abs(value)) + 1e-9) - exponent);
  return formatScientific(value, Math.min(decimals, 15));
}

/** Round values within a range: 1, 2 or 5 times a power of ten apart; integers alone if `whole`. */
export function linearTicks([low, high]: Range, count: number, whole = false): Tick[] {
  const nice = niceStep(high - low, count);
  const { factor, exponent } = whole && nice.exponent < 0 && high - low >= 1 ? { factor: 1, exponent: 0 } : nice;
  const step = multiple(1, factor, exponent);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  const values = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => multiple(first + i, factor, exponent));
  const largest = Math.max(...values.map(Math.abs));
  return values.map((value) => ({ value, label: linearLabel(value, exponent, largest) }));
}

/** Plain numbers as long as all are short, else all as powers of ten. */
function powerLabels(exponents: readonly number[]): string[] {
  const short = exponents.every((e) => e >= -3 && e <= 4);
  return exponents.map((e) => (short ? formatFixed(powerOfTen(e), Math.max(0, -e)) : `10${superscript(e)}`));
}

/** 10^exponent as written in source code; `10 ** -5` may differ from `1e-5` in the last bit. */
const powerOfTen = (exponent: number): number => Number(`1e${exponent}`);

/** Powers of ten within a range, with minor ticks between; 1, 2, 5 or linear steps where the range is short. */
export function logTicks([low, high]: Range, count: number): Tick[] {
  const [from, to] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))];
  const within = (value: number): boolean => value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9);
  const exponents = Array.from({ length: to - from + 1 }, (_, i) => from + i);
  const inside = exponents.filter((e) => within(powerOfTen(e)));
  const powers = powerLabels(inside).map((label, i) => ({ value: powerOfTen(inside[i] ?? 0), label }));
  if (powers.length > count) {
    const stride = Math.ceil(powers.length / count);
    const origin = exponents.find((e) => e % stride === 0) ?? from;
    return powers.filter(({ value }) => (Math.round(Math.log10(value)) - origin) % stride === 0);
  }
  const between = (factors: readonly number[], labelled: boolean): Tick[] =>
    exponents
      .flatMap((e) => factors.map((f) => ({ value: Number(`${f}e${e}`), e })))
      .map(({ value, e }) => ({ value, label: labelled ? plainLabel(value, e) : '' }))
      .filter(({ value }) => within(value));
  if (powers.length >= 3) return [...powers, ...between([2, 3, 4, 5, 6, 7, 8, 9], false)];
  const coarse = between([1, 2, 5], true);
  return coarse.length >= 3 ? coarse : linearTicks([low, high], count);
}

function plainLabel(value: number, exponent: number): string {
  return exponent >= -3 && exponent < 6 ? formatFixed(value, Math.max(0, -exponent)) : formatScientific(value, 0);
}
