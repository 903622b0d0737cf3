/** An IDX file of unsigned bytes, built by hand: the reader is not tested with its own counterpart. */
export function encodeIdx(shape: readonly number[], values: Iterable<number>): Uint8Array<ArrayBuffer> {
  const header = new DataView(new ArrayBuffer(4 + 4 * shape.length));
  header.setUint8(2, 0x08);
  header.setUint8(3, shape.length);
  shape.forEach((size, i) => {
    header.setUint32(4 + 4 * i, size);
  });
  return Uint8Array.from([...new Uint8Array(header.buffer), ...values]);
}
