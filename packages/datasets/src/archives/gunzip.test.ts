import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DatasetError } from '../dataset-error.ts';
import { gunzip, isGzip } from './gunzip.ts';

const raw = new TextEncoder().encode('forty-two '.repeat(500));
const packed = new Uint8Array(gzipSync(raw));
const joined = (...parts: Uint8Array[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => [...part]));
const flipped = (fromEnd: number): Uint8Array =>
  packed.map((byte, i) => (i === packed.length - fromEnd ? byte ^ 1 : byte));
const options = { name: 'digits.gz', maxBytes: raw.length };

describe('gunzip', () => {
  it('undoes gzip, at the limit too', async () => {
    expect(await gunzip(packed, options)).toEqual(raw);
    expect(await gunzip(gzipSync(''), options)).toHaveLength(0);
  });

  it('reads a file that is a part of a larger buffer', async () => {
    expect(await gunzip(joined(Uint8Array.of(1, 2, 3), packed).subarray(3), options)).toEqual(raw);
  });

  it.each([
    ['cut in the data', packed.subarray(0, -12)],
    ['cut in the trailer', packed.subarray(0, -3)],
    ['cut in the header', packed.subarray(0, 7)],
    ['of a wrong CRC', flipped(6)],
    ['of a wrong length', flipped(3)],
    ['followed by text', joined(packed, raw.subarray(0, 9))],
    ['followed by zeros', joined(packed, new Uint8Array(16))],
    ['followed by another', joined(packed, gzipSync('and more'))],
    ['that is none', raw],
    ['that is empty', new Uint8Array(0)],
  ])('refuses a file %s and names it', async (_, bytes) => {
    const error = await gunzip(bytes, { ...options, maxBytes: 1e6 }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(DatasetError);
    expect(error).toMatchObject({ code: 'malformed', message: expect.stringContaining('digits.gz: ') });
  });

  it('stops a file that grows past the limit', async () => {
    const bomb = gzipSync(new Uint8Array(50_000_000));
    await expect(gunzip(bomb, { name: 'bomb.gz', maxBytes: 1000 })).rejects.toThrow(
      'bomb.gz: decompresses to more than 1000 bytes',
    );
    // Its end is never reached, or the missing trailer would be what is complained of.
    await expect(gunzip(bomb.subarray(0, -8), { name: 'bomb.gz', maxBytes: 1000 })).rejects.toThrow('more than 1000');
    await expect(gunzip(packed, { ...options, maxBytes: raw.length - 1 })).rejects.toThrow(DatasetError);
  });

  it('answers a file with any byte changed with the same bytes or a DatasetError', { timeout: 300_000 }, async () => {
    const change = fc.tuple(fc.nat(packed.length - 1), fc.integer({ min: 1, max: 255 }));
    await fc.assert(
      fc.asyncProperty(change, async ([at, difference]) => {
        const changed = packed.map((byte, i) => (i === at ? byte ^ difference : byte));
        try {
          // A few header bytes (time, operating system) mean nothing to the content.
          expect(await gunzip(changed, { ...options, maxBytes: 1e6 })).toEqual(raw);
        } catch (error) {
          expect(error).toBeInstanceOf(DatasetError);
        }
      }),
      { numRuns: process.env.GRADLAB_STRESS === '1' ? 20_000 : 200 },
    );
  });

  it('knows a gzip file by its first two bytes', () => {
    expect([isGzip(packed), isGzip(raw), isGzip(new Uint8Array(1))]).toEqual([true, false, false]);
  });
});
