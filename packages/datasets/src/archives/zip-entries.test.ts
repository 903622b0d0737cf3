import fc from 'fast-check';
import { Unzip, UnzipInflate, type Zippable, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { golden, goldenBytes, goldenText, inPieces } from '../../test/archive-goldens.ts';
import { DatasetError } from '../dataset-error.ts';
import type { ArchiveEntry, ArchiveOptions } from './archive-entry.ts';
import { zipEntries } from './zip-entries.ts';

const limits = { maxEntryBytes: 10_000, maxTotalBytes: 20_000, maxEntries: 10 };

async function read(
  bytes: Uint8Array,
  options: Partial<ArchiveOptions> = {},
  pieceBytes?: number,
): Promise<ArchiveEntry[]> {
  const entries: ArchiveEntry[] = [];
  for await (const entry of zipEntries(inPieces(bytes, pieceBytes), { name: 'x.zip', limits, ...options })) {
    entries.push(entry);
  }
  return entries;
}

/** The bytes with another number at `at`. */
function patched(bytes: Uint8Array, at: number, ...values: number[]): Uint8Array<ArrayBuffer> {
  const changed = new Uint8Array(bytes);
  changed.set(values, at < 0 ? bytes.length + at : at);
  return changed;
}

/** Where the central directory's listing number `index` begins. */
function listingOf(bytes: Uint8Array, index = 0): number {
  let at = -1;
  for (let i = 0; i <= index; i++) at = Buffer.from(bytes).indexOf('PK\x01\x02', at + 1, 'latin1');
  return at;
}

const whole = golden('zip deflated');
const small = zipSync({ a: Uint8Array.of(1, 2, 3) }, { level: 0 });

describe('zipEntries', () => {
  it.each([
    'zip deflated',
    'zip stored',
    'zip with 64-bit sizes',
    'zip with 64-bit numbers everywhere',
    'zip through a pipe',
    'zip through a pipe, stored',
    'zip through a pipe, with 64-bit sizes',
    'zip with a comment',
  ])('reads a %s, in pieces of any size', async (name) => {
    for (const pieceBytes of [1, 7, 100, 65_536]) {
      expect(await read(golden(name), {}, pieceBytes)).toEqual([
        { name: 'data/text.txt', bytes: goldenText },
        { name: 'bytes.bin', bytes: goldenBytes },
        { name: 'empty', bytes: new Uint8Array(0) },
      ]);
    }
  });

  it('reads names beyond ASCII and an archive of nothing', async () => {
    const [first] = await read(golden('zip with a long name'));
    expect(first?.name).toBe(`${new Array(12).fill('a folder of a long name').join('/')}/ünïcode.txt`);
    expect(await read(golden('zip of nothing'))).toEqual([]);
  });

  it('passes over what is not wanted', async () => {
    const asked: string[] = [];
    const wanted = (entry: string): boolean => {
      asked.push(entry);
      return entry === 'bytes.bin';
    };
    for (const name of ['zip deflated', 'zip through a pipe']) {
      asked.length = 0;
      const only = await read(golden(name), { wanted, limits: { ...limits, maxTotalBytes: 300 } });
      expect(only).toEqual([{ name: 'bytes.bin', bytes: goldenBytes }]);
      expect(asked).toEqual(['data/text.txt', 'bytes.bin', 'empty']);
    }
  });

  it.each([
    ['of bzip2', golden('zip of bzip2'), 'data/text.txt must be stored or deflated, got compression method 12'],
    ['of a link', golden('zip of a link'), 'link must be a file or a folder, not a link or a device'],
    ['of a device', golden('zip of a device'), 'link must be a file or a folder'],
    ['of ..', golden('zip of ..'), 'must not lead out of the archive, got "a/../../b"'],
    ['of an absolute name', golden('zip of an absolute name'), 'must not be absolute, got "/etc/passwd"'],
    [
      'of a drive',
      golden('zip of a drive'),
      'must not hold a colon, which on Windows names a drive or a stream, got "C:/autoexec.bat"',
    ],
    ['of a backslash', golden('zip of a backslash'), 'must have slashes, not backslashes'],
    ['of NUL', zipSync({ 'a\0b': new Uint8Array(1) }), 'must not hold NUL'],
    ['of a name twice', golden('zip of a name twice'), 'holds bytes.bin twice'],
    ['of a name that is not UTF-8', patched(small, 30, 0xff), 'must be UTF-8'],
    ['that is encrypted', patched(small, 6, 1), 'a is encrypted'],
    ['with a changed byte', patched(small, 31, 9), 'a declares 1438416925 as its CRC-32, and has'],
    ['with a wrong size', patched(small, 22, 2), 'a declares 2 bytes, and has 3'],
    [
      'with a wrong size in the directory',
      patched(small, listingOf(small) + 24, 2),
      'its directory describes a otherwise',
    ],
    [
      'with a wrong place in the directory',
      patched(small, listingOf(small) + 42, 2),
      'its directory describes a otherwise',
    ],
    [
      'with another name in the directory',
      patched(small, listingOf(small) + 46, 98),
      'lists b, which it does not hold',
    ],
    ['with a wrong count', patched(small, -12, 2), 'its end record has 2 where 1 is right'],
    ['with a wrong size of its directory', patched(small, -10, 2), 'its end record has 2 where 47 is right'],
    ['of several volumes', patched(small, -18, 1), 'its end record has 1 where 0 is right'],
    ['that begins with something else', Uint8Array.of(0, ...small), 'its directory has no end record'],
    ['that goes on', Uint8Array.of(...small, 0), 'bytes follow its end'],
    ['of nothing at all', new Uint8Array(0), 'ends after 0 bytes'],
    ['of data that is not deflate', patched(whole, whole.indexOf(0x0b, 70), 0xff), 'x.zip: '],
  ])('refuses a zip %s', async (_, bytes, message) => {
    const failure = read(bytes);
    await expect(failure).rejects.toBeInstanceOf(DatasetError);
    await expect(failure).rejects.toMatchObject({ code: 'malformed', message: expect.stringContaining(message) });
  });

  it('refuses an archive that lists less than it holds', async () => {
    const two = zipSync({ a: new Uint8Array(1), b: new Uint8Array(1) });
    const [from, to] = [listingOf(two, 1), two.length - 22];
    const shorter = Uint8Array.of(...two.subarray(0, from), ...two.subarray(to));
    await expect(read(shorter)).rejects.toThrow('x.zip: its directory does not list b');
  });

  it('refuses 64-bit end records that do not describe the directory, or lie elsewhere', async () => {
    const wide = golden('zip with 64-bit numbers everywhere');
    const end = Buffer.from(wide).indexOf('PK\x06\x06', 0, 'latin1');
    await expect(read(patched(wide, end + 32, 9))).rejects.toThrow('64-bit end record does not describe');
    await expect(read(patched(wide, end + 56 + 8, 9))).rejects.toThrow('64-bit end record cannot be located');
  });

  it('notices wherever an archive is cut', async () => {
    for (const name of [
      'zip deflated',
      'zip through a pipe',
      'zip with 64-bit numbers everywhere',
      'zip with a comment',
    ]) {
      const bytes = golden(name);
      for (let length = 0; length < bytes.length; length += process.env.GRADLAB_STRESS === '1' ? 1 : 7) {
        await expect(read(bytes.subarray(0, length))).rejects.toBeInstanceOf(DatasetError);
      }
    }
  });

  it.each([
    ['holds more than 2 entries', { maxEntries: 2 }],
    ['data/text.txt has more than 4999 bytes', { maxEntryBytes: 4999 }],
    ['its entries have more than 5299 bytes together', { maxTotalBytes: 5299 }],
  ])('stops at a limit: %s', async (message, limit) => {
    for (const name of ['zip deflated', 'zip through a pipe']) {
      await expect(read(golden(name), { limits: { ...limits, ...limit } })).rejects.toThrow(`x.zip: ${message}`);
    }
    const exact = { maxEntries: 4, maxEntryBytes: 5000, maxTotalBytes: 5300 };
    expect(await read(whole, { limits: exact })).toHaveLength(3);
  });

  it('stops what grows past a limit although its header says otherwise', async () => {
    const bomb = zipSync({ a: new Uint8Array(5_000_000) });
    await expect(read(bomb)).rejects.toThrow('x.zip: a has more than 10000 bytes');
    // Declared as 10 bytes: only the content tells. Its end is never reached, or the wrong size would be complained of.
    await expect(read(patched(bomb, 22, 10, 0, 0, 0))).rejects.toThrow('x.zip: a has more than 10000 bytes');
  });

  it('takes no signature in the content for its end, as fflate’s Unzip does', async () => {
    const outer = golden('zip through a pipe, stored');
    // The entry of 300 bytes, stored with its length behind it, gets a descriptor's signature into its middle; sizes stay.
    const at = Buffer.from(outer).indexOf(Buffer.from(goldenBytes));
    outer.set([0x50, 0x4b, 0x07, 0x08], at + 100);
    const ends: number[] = [];
    const unzip = new Unzip((file) => {
      let length = 0;
      file.ondata = (_error, data, final) => {
        length += data?.length ?? 0;
        if (final && file.name === 'bytes.bin') ends.push(length);
      };
      file.start();
    });
    unzip.register(UnzipInflate);
    unzip.push(outer, true);
    expect(ends).toEqual([100]);
    // Ours reads all 300 bytes, and so finds that they are not those of the CRC.
    await expect(read(outer)).rejects.toThrow('bytes.bin declares');
  });

  it('refuses a wrong CRC, which fflate accepts', async () => {
    const changed = patched(small, 31, 9);
    const { unzipSync } = await import('fflate');
    expect(unzipSync(changed).a).toEqual(Uint8Array.of(9, 2, 3));
    await expect(read(changed)).rejects.toThrow('CRC-32');
  });

  it('lets go of its source, however the loop ends, and passes on its errors and the signal’s', async () => {
    let closed = 0;
    async function* source(bytes: Uint8Array, failure?: Error): AsyncGenerator<Uint8Array> {
      try {
        yield bytes;
        if (failure !== undefined) throw failure;
      } finally {
        closed += 1;
      }
    }
    const options = { name: 'x.zip', limits };
    for await (const _ of zipEntries(source(whole), options)) break;
    expect(closed).toBe(1);
    await expect(zipEntries(source(new Uint8Array(9)), options).next()).rejects.toThrow(DatasetError);
    expect(closed).toBe(2);
    const torn = new Error('disk gone');
    await expect(zipEntries(source(whole.subarray(0, 50), torn), options).next()).rejects.toBe(torn);
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(zipEntries(source(whole), { ...options, signal }).next()).rejects.toThrow('enough');
  });

  it('reads no further ahead of the loop than one piece of the source', async () => {
    const names = Array.from({ length: 50 }, (_, i) => `${10 + i}`);
    const made = Object.fromEntries(names.map((name) => [name, new Uint8Array(20_000)]));
    const bytes = zipSync(made, { level: 0 });
    let pulled = 0;
    async function* counted(): AsyncGenerator<Uint8Array> {
      for await (const piece of inPieces(bytes, 1000)) {
        pulled += piece.length;
        yield piece;
      }
    }
    const large = { maxEntryBytes: 20_000, maxTotalBytes: 1e6, maxEntries: 50 };
    let end = 0;
    for await (const { name } of zipEntries(counted(), { name: 'x.zip', limits: large })) {
      end += 30 + name.length + 20_000;
      expect(pulled - end).toBeLessThan(1000);
    }
    expect(end).toBe(50 * 20_032);
  });

  it('reads what fflate packs', async () => {
    const files = fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.uint8Array({ maxLength: 200 }), { maxKeys: 5 });
    await fc.assert(
      fc.asyncProperty(
        files,
        fc.integer({ min: 0, max: 9 }),
        fc.integer({ min: 1, max: 64 }),
        async (made, level, n) => {
          const packed = zipSync(made as Zippable, { level: level as 0 });
          const unpacked = await read(packed, {}, n);
          expect(new Map(unpacked.map(({ name, bytes }) => [name, bytes]))).toEqual(new Map(Object.entries(made)));
        },
      ),
      { numRuns: process.env.GRADLAB_STRESS === '1' ? 10_000 : 100 },
    );
  });
});
