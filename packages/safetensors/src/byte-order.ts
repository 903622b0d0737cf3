const platformIsLittleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

/**
 * Turns the bytes of each value around, in place, if the platform's order differs from the file's, which is little-endian.
 * The same function serves reading and writing.
 *
 * @param bytes whole values
 * @param bytesPerValue 1, 2, 4 or 8
 */
export function swapUnlessLittleEndian(
  bytes: Uint8Array,
  bytesPerValue: number,
  littleEndian: boolean = platformIsLittleEndian,
): void {
  if (littleEndian) return;
  for (let start = 0; start < bytes.length; start += bytesPerValue) {
    bytes.subarray(start, start + bytesPerValue).reverse();
  }
}
