import { malformed } from './malformed.ts';

/** The first four bytes of each record, little-endian. */
export const SIGNATURES = {
  local: 0x04034b50,
  descriptor: 0x08074b50,
  central: 0x02014b50,
  end64: 0x06064b50,
  locator64: 0x07064b50,
  end: 0x06054b50,
} as const;

/** What a header says of an entry's content. */
export interface ZipSizes {
  readonly crc: number;
  readonly compressed: number;
  readonly uncompressed: number;
}

const STORED = 0;
const DEFLATED = 8;
// Encrypted, patched data, strongly encrypted, masked header values: content that cannot be read as it stands.
const REFUSED_FLAGS = 0x0001 | 0x0020 | 0x0040 | 0x2000;
const ZIP64_EXTRA = 0x0001;
const IN_ZIP64 = 0xffffffff;

export function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}

/** @throws {@link DatasetError} `malformed` for what cannot be decompressed here */
export function requireReadable(archive: string, entry: string, flags: number, method: number): void {
  if (flags & REFUSED_FLAGS) throw malformed(archive, `${entry} is encrypted`);
  if (method !== STORED && method !== DEFLATED) {
    throw malformed(archive, `${entry} must be stored or deflated, got compression method ${method}`);
  }
}

export function isDeflated(method: number): boolean {
  return method === DEFLATED;
}

/** A 64-bit number of a header. Beyond 2⁵³ it is rounded, and far beyond any limit. */
export function readUint64(bytes: DataView, at: number): number {
  return Number(bytes.getBigUint64(at, true));
}

/** The block of 64-bit numbers among the extra fields, or undefined if there is none. */
export function zip64Extra(archive: string, entry: string, extra: Uint8Array): DataView | undefined {
  const fields = view(extra);
  let found: DataView | undefined;
  for (let at = 0; at + 4 <= extra.length; ) {
    const end = at + 4 + fields.getUint16(at + 2, true);
    if (end > extra.length) throw malformed(archive, `an extra field of ${entry} passes the end of its header`);
    if (fields.getUint16(at, true) === ZIP64_EXTRA) found = view(extra.subarray(at + 4, end));
    at = end;
  }
  return found;
}

/** Replaces each 32-bit number that says "see the extra field" by the one from there, in their order. */
export function widen(
  archive: string,
  entry: string,
  numbers: readonly number[],
  extra: DataView | undefined,
): readonly number[] {
  let at = 0;
  return numbers.map((number) => {
    if (number !== IN_ZIP64) return number;
    if (extra === undefined || at + 8 > extra.byteLength) {
      throw malformed(archive, `${entry} refers to 64-bit numbers that its header does not have`);
    }
    at += 8;
    return readUint64(extra, at - 8);
  });
}
