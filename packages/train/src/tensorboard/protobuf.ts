// The wire format of protocol buffers, as far as events need it: every function gives the bytes of one field.

const [VARINT, FIXED64, LENGTH, FIXED32] = [0, 1, 2, 5];

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = BigInt(value);
  while (rest >= 0x80n) {
    bytes.push(Number(rest & 0x7fn) | 0x80);
    rest >>= 7n;
  }
  return [...bytes, Number(rest)];
}

function tag(field: number, type: number): number[] {
  return varint(field * 8 + type);
}

/** A message's or a text's bytes one after another. */
export function concatBytes(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** @param value an integer in [0, 2⁵³) */
export function integerField(field: number, value: number): Uint8Array {
  return Uint8Array.from([...tag(field, VARINT), ...varint(value)]);
}

export function doubleField(field: number, value: number): Uint8Array {
  return concatBytes([Uint8Array.from(tag(field, FIXED64)), doubles([value])]);
}

export function floatField(field: number, value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setFloat32(0, value, true);
  return concatBytes([Uint8Array.from(tag(field, FIXED32)), bytes]);
}

/** Bytes as they are: an embedded message, for one. */
export function bytesField(field: number, bytes: Uint8Array): Uint8Array {
  return concatBytes([Uint8Array.from([...tag(field, LENGTH), ...varint(bytes.length)]), bytes]);
}

export function textField(field: number, text: string): Uint8Array {
  return bytesField(field, new TextEncoder().encode(text));
}

/** A repeated double, packed. */
export function doublesField(field: number, values: ArrayLike<number>): Uint8Array {
  return bytesField(field, doubles(values));
}

function doubles(values: ArrayLike<number>): Uint8Array {
  const bytes = new Uint8Array(8 * values.length);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < values.length; i++) view.setFloat64(8 * i, values[i] ?? 0, true);
  return bytes;
}
