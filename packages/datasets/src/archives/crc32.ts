const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit++) remainder = remainder & 1 ? 0xedb88320 ^ (remainder >>> 1) : remainder >>> 1;
  return remainder;
});

/**
 * The CRC-32 of zip and gzip (polynomial 0x04C11DB7, reflected). Here because Node 20.19's `zlib.crc32` is in no browser.
 *
 * @param bytes the next piece
 * @param before the CRC of what came before it
 * @see PKWARE: .ZIP file format specification, 4.4.7
 */
export function crc32(bytes: Uint8Array, before = 0): number {
  let remainder = ~before;
  for (let i = 0; i < bytes.length; i++) {
    remainder = (TABLE[(remainder ^ (bytes[i] as number)) & 0xff] as number) ^ (remainder >>> 8);
  }
  return ~remainder >>> 0;
}
