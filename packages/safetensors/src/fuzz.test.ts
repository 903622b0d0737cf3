import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeSafetensors } from './decode.ts';
import { bytesOf } from './dtypes.ts';
import { SafetensorsError } from './error.ts';
import { openSafetensors } from './open.ts';

// The full count takes longer than a test usually may.
const TIMEOUT = 600_000;
const numRuns = process.env.GRADLAB_STRESS ? 100_000 : 1000;
const golden = (name: string): Buffer => readFileSync(new URL(`../goldens/${name}.safetensors`, import.meta.url));

/** A file is refused with a typed error, or what comes out of it fills it exactly. */
function expectSound(bytes: Uint8Array): boolean {
  try {
    const { tensors } = decodeSafetensors(bytes);
    const header = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true));
    const sizes = Object.values(tensors).map(({ dtype, shape }) => bytesOf(dtype, shape) ?? Number.NaN);
    expect(8 + header + sizes.reduce((sum, size) => sum + size, 0)).toBe(bytes.length);
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(SafetensorsError);
    return false;
  }
}

const SNIPPETS = [
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '"',
  '\\',
  '0',
  '-1',
  '1e9',
  '9007199254740993',
  'null',
  '\\u0061',
  'F4',
  'é',
  ' ',
];

type Edit = { readonly at: number; readonly remove: number; readonly insert: string };

const edit: fc.Arbitrary<Edit> = fc.record({
  at: fc.nat({ max: 1999 }),
  remove: fc.constantFrom(0, 0, 1, 4),
  insert: fc.oneof(fc.constantFrom(...SNIPPETS), fc.string({ maxLength: 3 }), fc.constantFrom('', ' ')),
});

/** Mostly the length that the header has. */
const wrongLength: fc.Arbitrary<bigint | undefined> = fc.oneof(
  { weight: 19, arbitrary: fc.constant(undefined) },
  { weight: 1, arbitrary: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }) },
);

/** Edits the text of a header and writes the length that it has then, so that the parser is reached. */
function withEdits(file: Uint8Array, edits: readonly Edit[], length?: bigint): Uint8Array {
  const end = 8 + Number(new DataView(file.buffer, file.byteOffset).getBigUint64(0, true));
  let text = Buffer.from(file.subarray(8, end)).toString('latin1');
  for (const { at, remove, insert } of edits) {
    const start = at % (text.length + 1);
    text = text.slice(0, start) + insert + text.slice(start + remove);
  }
  const header = Buffer.from(text, 'latin1');
  const out = new Uint8Array(8 + header.length + file.length - end);
  new DataView(out.buffer).setBigUint64(0, length ?? BigInt(header.length), true);
  out.set(header, 8);
  out.set(file.subarray(end), 8 + header.length);
  return out;
}

describe('a damaged file', () => {
  it(
    'is refused with a SafetensorsError or read whole, whichever bytes are damaged',
    () => {
      const good = golden('float32');
      const damage = fc.record({ at: fc.nat(good.length - 1), value: fc.nat(255), length: fc.nat(good.length) });
      fc.assert(
        fc.property(damage, fc.boolean(), ({ at, value, length }, cut) => {
          const bytes = Uint8Array.from(good).subarray(0, cut ? length : good.length);
          if (at < bytes.length) bytes[at] = value;
          expectSound(bytes);
        }),
        { numRuns },
      );
    },
    TIMEOUT,
  );

  it(
    'is refused with a SafetensorsError or read whole, however the header is edited',
    () => {
      const outcomes = { read: 0, refused: 0 };
      const files = [golden('float32'), golden('dtypes'), golden('empty')];
      fc.assert(
        fc.property(fc.constantFrom(...files), fc.array(edit, { maxLength: 3 }), wrongLength, (file, edits, length) => {
          outcomes[expectSound(withEdits(file, edits, length)) ? 'read' : 'refused']++;
        }),
        { numRuns },
      );
      // The edits are neither all harmless nor all fatal, so both ways out are tested.
      expect(Math.min(outcomes.refused, outcomes.read)).toBeGreaterThan(numRuns / 10);
    },
    TIMEOUT,
  );

  it(
    'is refused when opened exactly where it is refused when read at once',
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(edit, { maxLength: 2 }), async (edits) => {
          const bytes = withEdits(golden('float32'), edits) as Uint8Array<ArrayBuffer>;
          const code = await openSafetensors(new Blob([bytes])).then(
            (file) => file.close().then(() => 'read'),
            (error: SafetensorsError) => error.code,
          );
          const atOnce = ((): string => {
            try {
              decodeSafetensors(bytes);
              return 'read';
            } catch (error) {
              return (error as SafetensorsError).code;
            }
          })();
          expect(code).toBe(atOnce);
        }),
        { numRuns: numRuns / 10 },
      );
    },
    TIMEOUT,
  );
});
