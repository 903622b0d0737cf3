/** Parts of a message one after another; joined only at the end, so that weights are copied once. */
export type Bytes = readonly Uint8Array[];

/** How a field's value is written: as a variable-length integer, as a length and bytes, or as four bytes. */
const WIRE = { varint: 0, bytes: 2, fixed32: 5 } as const;

const text = new TextEncoder();

/** Number of bytes of all parts. */
export function byteLength(parts: Bytes): number {
  return parts.reduce((sum, { length }) => sum + length, 0);
}

/** The parts as one. */
export function join(parts: Bytes): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(byteLength(parts));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Seven bits a byte, the lowest first; a negative number as the 64 bits of its two's complement. */
function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128);
  return [...bytes, Number(rest)];
}

function tag(field: number, wire: keyof typeof WIRE): number[] {
  return varint(field * 8 + WIRE[wire]);
}

/** A field of type int32, int64, bool or enum. */
export function integerField(field: number, value: number): Bytes {
  return [Uint8Array.from([...tag(field, 'varint'), ...varint(value)])];
}

/** A field of type float. */
export function floatField(field: number, value: number): Bytes {
  const bits = new Uint8Array(4);
  new DataView(bits.buffer).setFloat32(0, value, true);
  return [Uint8Array.from([...tag(field, 'fixed32'), ...bits])];
}

/** A field of type string. */
export function textField(field: number, value: string): Bytes {
  return bytesField(field, [text.encode(value)]);
}

/** A field that is a message, or of type bytes. */
export function bytesField(field: number, parts: Bytes): Bytes {
  return [Uint8Array.from([...tag(field, 'bytes'), ...varint(byteLength(parts))]), ...parts];
}
