const platformIsLittleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

/**
 * The same values in the other order of bytes, if the platform's differs from the file's, which is little-endian. Serves
 * reading and writing alike.
 *
 * @param bytes whole values
 * @param unit bytes of one value: 1, 2, 4 or 8
 * @returns `bytes` itself on a little-endian platform, else a copy
 */
export function inFileOrder<B extends ArrayBufferLike>(
  bytes: Uint8Array<B>,
  unit: number,
  littleEndian: boolean = platformIsLittleEndian,
): Uint8Array<B | ArrayBuffer> {
  if (littleEndian) return bytes;
  const turned = Uint8Array.from(bytes);
  for (let start = 0; start < turned.length; start += unit) turned.subarray(start, start + unit).reverse();
  return turned;
}
