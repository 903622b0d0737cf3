import type { ByteReader } from './byte-reader.ts';
import type { ZipLocalHeader } from './zip-local-header.ts';
import { readUint64, SIGNATURES, view, type ZipSizes } from './zip-records.ts';

/** A data descriptor with 64-bit sizes. The other has 16 bytes. */
const WIDE_DESCRIPTOR = 24;
const DESCRIPTOR = 16;

/**
 * Passes on the compressed content of an entry, piece by piece.
 *
 * Where its length follows it, its end is the first data descriptor that names just the length which came before it. A signature alone
 * can well be part of the content, a photo's or a zip's inside the zip; the right length behind it is not there by chance.
 *
 * @returns CRC and sizes as they are declared, before or behind
 */
export async function readBody(
  reader: ByteReader,
  { name, sizes, wide }: ZipLocalHeader,
  push: (piece: Uint8Array) => void,
): Promise<ZipSizes> {
  if (sizes !== undefined) {
    for (let left = sizes.compressed; left > 0; ) {
      const piece = await reader.some(left, name);
      push(piece);
      left -= piece.length;
    }
    return sizes;
  }
  const descriptorBytes = wide ? WIDE_DESCRIPTOR : DESCRIPTOR;
  for (let length = 0; ; ) {
    const bytes = await reader.peek(descriptorBytes);
    if (bytes.length < descriptorBytes) throw reader.truncated(`${name}, or has no data descriptor that fits it`);
    const end = findDescriptor(bytes, length, descriptorBytes);
    const certain = end ?? bytes.length - descriptorBytes + 1;
    push(bytes.subarray(0, certain));
    reader.skip(certain);
    length += certain;
    if (end !== undefined) return readDescriptor(view(await reader.read(descriptorBytes, name)));
  }
}

/** Where in `bytes`, before which `length` bytes of content came, a data descriptor of just that content begins. */
function findDescriptor(bytes: Uint8Array, length: number, descriptorBytes: number): number | undefined {
  const numbers = view(bytes);
  const last = bytes.length - descriptorBytes;
  for (let at = bytes.indexOf(0x50); at >= 0 && at <= last; at = bytes.indexOf(0x50, at + 1)) {
    if (numbers.getUint32(at, true) !== SIGNATURES.descriptor) continue;
    if (readDescriptor(view(bytes.subarray(at, at + descriptorBytes))).compressed === length + at) return at;
  }
  return undefined;
}

function readDescriptor(bytes: DataView): ZipSizes {
  const wide = bytes.byteLength === WIDE_DESCRIPTOR;
  return {
    crc: bytes.getUint32(4, true),
    compressed: wide ? readUint64(bytes, 8) : bytes.getUint32(8, true),
    uncompressed: wide ? readUint64(bytes, 16) : bytes.getUint32(12, true),
  };
}
