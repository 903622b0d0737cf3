import { describeValue } from '@gradlab-internal/checks';

/** What `JSON.stringify` writes and `JSON.parse` reads back unchanged. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Doubles that JSON has no number for. */
const UNWRITABLE = ['NaN', 'Infinity', '-Infinity', '-0'];

/** A number as JSON can hold it: itself, or a string where JSON.stringify would lose it. */
export function encodeNumber(value: number): Json {
  if (Object.is(value, -0)) return '-0';
  return Number.isFinite(value) ? value : String(value);
}

/** @throws TypeError if `value` is nothing that `encodeNumber` returns */
export function decodeNumber(where: string, value: unknown): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'string' && UNWRITABLE.includes(value)) return Number(value);
  throw new TypeError(`fromJSON: ${where} must be a number, got ${describeValue(value)}`);
}

/** @throws TypeError if `value` is no array of numbers; RangeError if it has another length */
export function decodeNumbers(where: string, value: unknown, length?: number): number[] {
  const items = requireList(where, value);
  if (length !== undefined && items.length !== length) {
    throw new RangeError(`fromJSON: ${where} must have ${length} numbers, got ${items.length}`);
  }
  return items.map((item, i) => decodeNumber(`${where}[${i}]`, item));
}

/** @throws TypeError if `value` is no array */
export function requireList(where: string, value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new TypeError(`fromJSON: ${where} must be an array, got ${describeValue(value)}`);
}

/** @throws TypeError if `value` is no object with string keys */
export function requireRecord(where: string, value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  throw new TypeError(`fromJSON: ${where} must be an object, got ${describeValue(value)}`);
}

/** Options as JSON: those that are undefined are left out. */
export function encodeOptions(options: object): { readonly [key: string]: Json } {
  const entries = Object.entries(options).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    entries.map(([key, value]) => [key, typeof value === 'number' ? encodeNumber(value) : value]),
  );
}

/** What `encodeOptions` wrote; the constructor that takes them checks them. */
export function decodeOptions(value: unknown): Readonly<Record<string, unknown>> {
  const entries = Object.entries(requireRecord('options', value));
  return Object.fromEntries(
    entries.map(([key, item]) => [key, typeof item === 'string' && UNWRITABLE.includes(item) ? Number(item) : item]),
  );
}
