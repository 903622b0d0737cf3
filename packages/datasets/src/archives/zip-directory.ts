import type { ByteReader } from './byte-reader.ts';
import { entryName } from './entry-name.ts';
import { malformed } from './malformed.ts';
import { readUint64, SIGNATURES, view, widen, type ZipSizes, zip64Extra } from './zip-records.ts';

/** An entry as it was found in the stream. */
export interface SeenEntry extends ZipSizes {
  readonly offset: number;
  readonly method: number;
}

// Of Unix modes, which the directory alone has: the kind of the file.
const KIND = 0o170000;
const ORDINARY_KINDS: readonly number[] = [0, 0o100000, 0o040000];
const SOME_32 = 0xffffffff;
const SOME_16 = 0xffff;

/**
 * Reads the central directory and what ends the archive, and holds them to the entries that came before: as many, of the same names,
 * places, sizes and CRCs, none of them a link or a device, and nothing behind.
 *
 * @throws {@link DatasetError} `malformed`
 */
export async function readDirectory(
  archive: string,
  reader: ByteReader,
  seen: ReadonlyMap<string, SeenEntry>,
): Promise<void> {
  const offset = reader.position;
  const listed = new Set<string>();
  while ((await nextSignature(reader)) === SIGNATURES.central) {
    const name = await readListing(archive, reader, seen);
    if (listed.has(name)) throw malformed(archive, `its directory lists ${name} twice`);
    listed.add(name);
  }
  for (const name of seen.keys()) {
    if (!listed.has(name)) throw malformed(archive, `its directory does not list ${name}`);
  }
  await readEnd(archive, reader, { count: listed.size, bytes: reader.position - offset, offset });
  if ((await reader.peek(1)).length > 0) throw malformed(archive, 'bytes follow its end');
}

/** The four bytes that come next, as a number; 0 if there are fewer. */
export async function nextSignature(reader: ByteReader): Promise<number> {
  const bytes = await reader.peek(4);
  return bytes.length < 4 ? 0 : view(bytes).getUint32(0, true);
}

async function readListing(archive: string, reader: ByteReader, seen: ReadonlyMap<string, SeenEntry>): Promise<string> {
  const fixed = view(await reader.read(46, 'its directory'));
  const lengths = [28, 30, 32].map((at) => fixed.getUint16(at, true));
  const [nameBytes = 0, extraBytes = 0, commentBytes = 0] = lengths;
  const variable = await reader.read(nameBytes + extraBytes + commentBytes, 'its directory');
  const name = entryName(archive, variable.subarray(0, nameBytes));
  const entry = seen.get(name);
  if (entry === undefined) throw malformed(archive, `its directory lists ${name}, which it does not hold`);
  const kind = (fixed.getUint32(38, true) >>> 16) & KIND;
  if (!ORDINARY_KINDS.includes(kind))
    throw malformed(archive, `${name} must be a file or a folder, not a link or a device`);
  const extra = zip64Extra(archive, name, variable.subarray(nameBytes, nameBytes + extraBytes));
  const declared = [24, 20, 42].map((at) => fixed.getUint32(at, true));
  const [uncompressed, compressed, offset] = widen(archive, name, declared, extra);
  const same =
    entry.uncompressed === uncompressed &&
    entry.compressed === compressed &&
    entry.offset === offset &&
    entry.crc === fixed.getUint32(16, true) &&
    entry.method === fixed.getUint16(10, true);
  if (!same) throw malformed(archive, `its directory describes ${name} otherwise than its header`);
  return name;
}

interface DirectoryExtent {
  readonly count: number;
  readonly bytes: number;
  readonly offset: number;
}

async function readEnd(archive: string, reader: ByteReader, found: DirectoryExtent): Promise<void> {
  const wide = (await nextSignature(reader)) === SIGNATURES.end64 ? await readEnd64(archive, reader, found) : false;
  const end = view(await reader.read(22, 'its directory'));
  if (end.getUint32(0, true) !== SIGNATURES.end) throw malformed(archive, 'its directory has no end record');
  const expect = (at: number, bytes: 2 | 4, expected: number): void => {
    const got = bytes === 2 ? end.getUint16(at, true) : end.getUint32(at, true);
    const seeWide = wide && got === (bytes === 2 ? SOME_16 : SOME_32);
    if (got !== expected && !seeWide) throw malformed(archive, `its end record has ${got} where ${expected} is right`);
  };
  // Not one of several volumes.
  expect(4, 2, 0);
  expect(6, 2, 0);
  expect(8, 2, found.count);
  expect(10, 2, found.count);
  expect(12, 4, found.bytes);
  expect(16, 4, found.offset);
  await reader.read(end.getUint16(20, true), 'its comment');
}

/** The two records that stand before the end record of a large archive. */
async function readEnd64(archive: string, reader: ByteReader, found: DirectoryExtent): Promise<true> {
  const record = 'its end record';
  const at = reader.position;
  const end = view(await reader.read(56, record));
  const numbers = [24, 32, 40, 48].map((field) => readUint64(end, field));
  const expected = [found.count, found.count, found.bytes, found.offset];
  // Of its own length it says what follows its first twelve bytes; more than the fixed part is for extensions nobody defined.
  if (readUint64(end, 4) !== 44 || numbers.some((number, i) => number !== expected[i])) {
    throw malformed(archive, 'its 64-bit end record does not describe its directory');
  }
  const locator = view(await reader.read(20, record));
  if (locator.getUint32(0, true) !== SIGNATURES.locator64 || readUint64(locator, 8) !== at) {
    throw malformed(archive, 'its 64-bit end record cannot be located');
  }
  return true;
}
