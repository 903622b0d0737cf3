import { describeValue } from '@gradlab-internal/checks';

// JSON has no NaN, no infinity, no −0 and no typed arrays; histories have. Such a value is written as an object with one of these
// names, and an object that has such a name of its own is written as a list of entries.
const NUMBER = '$number';
const ARRAY = '$array';
const OBJECT = '$object';

const TYPED = { Float32Array, Float64Array, Int8Array, Uint8Array, Int16Array, Uint16Array, Int32Array, Uint32Array };

function encode(value: unknown): unknown {
  if (typeof value === 'number') {
    return Number.isFinite(value) && !Object.is(value, -0)
      ? value
      : { [NUMBER]: Object.is(value, -0) ? '-0' : `${value}` };
  }
  if (Array.isArray(value)) return value.map(encode);
  if (typeof value !== 'object' || value === null) return value;
  if (ArrayBuffer.isView(value)) {
    const kind = value.constructor.name;
    if (!Object.hasOwn(TYPED, kind))
      throw new TypeError(`checkpoint: state must be plain data, got ${describeValue(value)}`);
    return { [ARRAY]: kind, values: Array.from(value as Float64Array, encode) };
  }
  if ('toJSON' in value && typeof value.toJSON === 'function') return encode(value.toJSON());
  const entries = Object.entries(value).map(([name, item]) => [name, encode(item)] as const);
  return entries.some(([name]) => name.startsWith('$')) ? { [OBJECT]: entries } : Object.fromEntries(entries);
}

function decode(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const object = value as Record<string, unknown>;
  if (typeof object[NUMBER] === 'string') return Number(object[NUMBER]);
  if (Array.isArray(object[OBJECT])) return Object.fromEntries(object[OBJECT]);
  const kind = object[ARRAY];
  if (typeof kind !== 'string') return value;
  if (!Object.hasOwn(TYPED, kind))
    throw new TypeError(`checkpoint: state must hold known arrays, got ${describeValue(kind)}`);
  return new TYPED[kind as keyof typeof TYPED](object.values as number[]);
}

/** Plain data as JSON that loses no bit of any number. */
export function stateToJson(state: unknown): string {
  return JSON.stringify(encode(state));
}

/** What {@link stateToJson} was given. */
export function stateFromJson(text: string): unknown {
  return JSON.parse(text, decode);
}
