import { packTar } from 'modern-tar';
import { describe, expect, it } from 'vitest';
import { golden, goldenBytes, goldenText, inPieces } from '../../test/archive-goldens.ts';
import { DatasetError } from '../dataset-error.ts';
import type { ArchiveEntry, ArchiveOptions } from './archive-entry.ts';
import { tarEntries } from './tar-entries.ts';

const limits = { maxEntryBytes: 10_000, maxTotalBytes: 20_000, maxEntries: 10 };

async function read(
  bytes: Uint8Array,
  options: Partial<ArchiveOptions> = {},
  pieceBytes?: number,
): Promise<ArchiveEntry[]> {
  const entries: ArchiveEntry[] = [];
  for await (const entry of tarEntries(inPieces(bytes, pieceBytes), { name: 'x.tar', limits, ...options })) {
    entries.push(entry);
  }
  return entries;
}

const ustar = golden('tar ustar');
const long = `${new Array(12).fill('a folder of a long name').join('/')}/ünïcode.txt`;

/** The archive with other bytes in the header at `at`, and the checksum put right. */
function patched(bytes: Uint8Array, at: number, text: string): Uint8Array {
  const changed = bytes.slice();
  changed.set(new TextEncoder().encode(text), at);
  const header = changed.subarray(at - (at % 512), at - (at % 512) + 512);
  header.fill(32, 148, 156);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.set(new TextEncoder().encode(`${sum.toString(8).padStart(6, '0')}\0`), 148);
  return changed;
}

describe('tarEntries', () => {
  it.each([
    ['tar ustar', 'data/text.txt'],
    ['tar gnu', 'data/text.txt'],
    ['tar pax', 'data/text.txt'],
    ['tar gnu with a long name', long],
    ['tar pax with a long name', long],
  ])('reads a %s, in pieces of any size', async (name, first) => {
    for (const pieceBytes of [7, 512, 65_536]) {
      expect(await read(golden(name), {}, pieceBytes)).toEqual([
        { name: first, bytes: goldenText },
        { name: 'bytes.bin', bytes: goldenBytes },
        { name: 'empty', bytes: new Uint8Array(0) },
      ]);
    }
  });

  it('passes over what is not wanted, and reads an archive of nothing', async () => {
    const wanted = (entry: string): boolean => entry === 'bytes.bin';
    const only = await read(ustar, { wanted, limits: { ...limits, maxTotalBytes: 300 } });
    expect(only).toEqual([{ name: 'bytes.bin', bytes: goldenBytes }]);
    // In pieces of which some hold a whole entry and the beginning of the next, which must not be passed over too.
    const many = await packTar(
      [...'abcdef'].map((name) => ({ header: { name, size: 6000 }, body: new Uint8Array(6000) })),
    );
    for (const pieceBytes of [1000, 8192, 16_384]) {
      const some = await read(many, { wanted: (entry) => 'acf'.includes(entry) }, pieceBytes);
      expect(some.map(({ name, bytes }) => name + bytes.length)).toEqual(['a6000', 'c6000', 'f6000']);
    }
    expect(await read(new Uint8Array(1024))).toEqual([]);
  });

  it.each([
    ['of a hard link', golden('tar of a hard link'), 'odd must be a file or a folder, got a link'],
    ['of a link', golden('tar of a link'), 'odd must be a file or a folder, got a symlink'],
    ['of a device', golden('tar of a device'), 'odd must be a file or a folder, got a character-device'],
    ['of a pipe', golden('tar of a pipe'), 'odd must be a file or a folder, got a fifo'],
    ['of ..', golden('tar of ..'), 'must not lead out of the archive, got "a/../../b"'],
    ['of an absolute name', golden('tar of an absolute name'), 'must not be absolute, got "/etc/passwd"'],
    [
      'of a drive',
      golden('tar of a drive'),
      'must not hold a colon, which on Windows names a drive or a stream, got "C:/autoexec.bat"',
    ],
    ['of a name twice', golden('tar of a name twice'), 'holds bytes.bin twice'],
    ['of a backslash', patched(ustar, 512, 'a\\b'), 'must have slashes, not backslashes'],
    ['of a wrong checksum', ustar.map((byte, i) => (i === 513 ? byte ^ 1 : byte)), 'Invalid tar header checksum'],
    ['of a size that is none', patched(ustar, 512 + 124, 'x'), 'not a whole tar archive'],
    ['of a size beyond its end', patched(ustar, 512 + 124, '00000100000\0'), 'has more than 10000 bytes'],
    ['that goes on', Uint8Array.of(...ustar, 1), 'not a whole tar archive'],
    ['of nothing at all', new Uint8Array(0), 'Tar archive is truncated'],
  ])('refuses a tar %s', async (_, bytes, message) => {
    const failure = read(bytes);
    await expect(failure).rejects.toBeInstanceOf(DatasetError);
    await expect(failure).rejects.toMatchObject({ code: 'malformed', message: expect.stringContaining(message) });
  });

  it('refuses a size that the archive has not, within the limits too', async () => {
    const beyond = patched(ustar, 512 + 124, '00000100000\0');
    const large = { ...limits, maxEntryBytes: 1e6, maxTotalBytes: 1e6 };
    await expect(read(beyond, { limits: large })).rejects.toThrow('x.tar: not a whole tar archive');
  });

  it('notices wherever an archive is cut', async () => {
    for (const name of ['tar ustar', 'tar pax', 'tar gnu with a long name']) {
      const bytes = golden(name);
      // Python pads to 10,240 bytes; what counts ends with two blocks of zeros behind the last entry.
      const end = Buffer.from(bytes).lastIndexOf('ustar') - 257 + 512 + 1024;
      for (let length = 0; length < end; length += 100) {
        await expect(read(bytes.subarray(0, length))).rejects.toBeInstanceOf(DatasetError);
      }
      expect(await read(bytes.subarray(0, end))).toHaveLength(3);
    }
  });

  it.each([
    ['holds more than 2 entries', { maxEntries: 2 }],
    ['data/text.txt has more than 4999 bytes', { maxEntryBytes: 4999 }],
    ['its entries have more than 5299 bytes together', { maxTotalBytes: 5299 }],
  ])('stops at a limit: %s', async (message, limit) => {
    await expect(read(ustar, { limits: { ...limits, ...limit } })).rejects.toThrow(`x.tar: ${message}`);
    const exact = { maxEntries: 4, maxEntryBytes: 5000, maxTotalBytes: 5300 };
    expect(await read(ustar, { limits: exact })).toHaveLength(3);
  });

  it('reads no further ahead of the loop than a few megabytes', async () => {
    const header = (_: unknown, i: number): { name: string; size: number } => ({ name: `${i}`, size: 200_000 });
    const headers = Array.from({ length: 100 }, header);
    const bytes = await packTar(headers.map((made) => ({ header: made, body: new Uint8Array(200_000) })));
    let pulled = 0;
    async function* counted(): AsyncGenerator<Uint8Array> {
      for await (const piece of inPieces(bytes, 10_000)) {
        pulled += piece.length;
        yield piece;
      }
    }
    const large = { maxEntryBytes: 200_000, maxTotalBytes: 2e7, maxEntries: 100 };
    let end = 0;
    for await (const _ of tarEntries(counted(), { name: 'x.tar', limits: large })) {
      end += 512 + Math.ceil(200_000 / 512) * 512;
      expect(pulled - end).toBeLessThan(3e6);
    }
    expect(pulled).toBe(bytes.length);
  });

  it('refuses a sparse file', async () => {
    const header = { name: 'a', size: 1, pax: { 'GNU.sparse.major': '1' } };
    await expect(read(await packTar([{ header, body: 'x' }]))).rejects.toThrow(
      'must be stored whole, got a sparse file',
    );
  });

  it('lets go of its source, however the loop ends, and passes on its errors and the signal’s', async () => {
    let closed = 0;
    async function* source(failure?: Error): AsyncGenerator<Uint8Array> {
      try {
        yield ustar.subarray(0, 3000);
        if (failure !== undefined) throw failure;
        yield ustar.subarray(3000);
      } finally {
        closed += 1;
      }
    }
    const options = { name: 'x.tar', limits };
    for await (const _ of tarEntries(source(), options)) break;
    expect(closed).toBe(1);
    const torn = new Error('disk gone');
    await expect(tarEntries(source(torn), options).next()).rejects.toBe(torn);
    expect(closed).toBe(2);
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(tarEntries(source(), { ...options, signal }).next()).rejects.toThrow('enough');
  });
});
