import fc from 'fast-check';
import { expect, it } from 'vitest';
import { stateFromJson, stateToJson } from './state-json.ts';

const runs = process.env.GRADLAB_STRESS === '1' ? 20_000 : 300;

it('gives back every number, list, text and typed array to the bit', () => {
  const value = fc.anything({
    values: [fc.double(), fc.string(), fc.boolean(), fc.constant(null), fc.constantFrom(-0, Number.NaN, Infinity)],
    key: fc.oneof(
      fc.string().filter((key) => key !== '__proto__'),
      fc.constantFrom('$number', '$array', '$object'),
    ),
    withTypedArray: false,
  });
  fc.assert(
    fc.property(fc.oneof(value, fc.float64Array(), fc.int32Array(), fc.uint8Array()), (data) => {
      expect(stateFromJson(stateToJson(plain(data)))).toEqual(plain(data));
    }),
    { numRuns: runs },
  );
});

/** Objects without a prototype, which fast-check makes at times, come back with one: they hold the same. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, plain(item)]));
}

it('tells −0 from 0 and Float32Array from Float64Array', () => {
  const state = { zero: -0, weights: Float32Array.of(0.1, -0), counts: Float64Array.of(Number.NaN, 2) };
  const back = stateFromJson(stateToJson(state)) as typeof state;
  expect(Object.is(back.zero, -0)).toBe(true);
  expect(back).toStrictEqual(state);
});

it('refuses what is no plain data', () => {
  expect(() => stateToJson(new DataView(new ArrayBuffer(2)))).toThrow('state must be plain data, got a DataView');
  expect(() => stateFromJson('{"$array":"Array","values":[]}')).toThrow('must hold known arrays, got "Array"');
});
