import type { ByteReader } from './byte-reader.ts';
import { entryName } from './entry-name.ts';
import { requireReadable, view, widen, type ZipSizes, zip64Extra } from './zip-records.ts';

/** What stands before the content of an entry. */
export interface ZipLocalHeader {
  /** Where it begins. */
  readonly offset: number;
  readonly name: string;
  readonly isFolder: boolean;
  readonly method: number;
  /** Undefined if CRC and sizes follow the content, in a data descriptor. */
  readonly sizes: ZipSizes | undefined;
  /** Whether a data descriptor has 64-bit sizes. */
  readonly wide: boolean;
}

const FIXED_BYTES = 30;
const SIZES_FOLLOW = 0x0008;

/** Reads the local header that comes next. */
export async function readLocalHeader(archive: string, reader: ByteReader): Promise<ZipLocalHeader> {
  const record = 'the header of an entry';
  const offset = reader.position;
  const fixed = view(await reader.read(FIXED_BYTES, record));
  const [nameBytes, extraBytes] = [fixed.getUint16(26, true), fixed.getUint16(28, true)];
  const variable = await reader.read(nameBytes + extraBytes, record);
  const rawName = variable.subarray(0, nameBytes);
  const name = entryName(archive, rawName);
  const [flags, method] = [fixed.getUint16(6, true), fixed.getUint16(8, true)];
  requireReadable(archive, name, flags, method);
  const extra = zip64Extra(archive, name, variable.subarray(nameBytes));
  const header = { offset, name, isFolder: isFolderName(rawName), method, wide: extra !== undefined };
  if (flags & SIZES_FOLLOW) return { ...header, sizes: undefined };
  // In the extra field the uncompressed size comes first.
  const declared = [fixed.getUint32(22, true), fixed.getUint32(18, true)];
  const [uncompressed = 0, compressed = 0] = widen(archive, name, declared, extra);
  return { ...header, sizes: { crc: fixed.getUint32(14, true), compressed, uncompressed } };
}

/** A folder's name ends with a slash. */
function isFolderName(raw: Uint8Array): boolean {
  return raw.at(-1) === 0x2f;
}
