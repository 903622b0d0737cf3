import { foldIn, key, uniform } from '@gradlab/random';

// Lengths and counts that break what is done with them: none, all bits, the signs' edges, more than there is.
const EXTREMES = [0, 1, 0xff, 0x7f, 0x80, 0xffff, 0x7fff, 0x10000, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff];
// As many numbers as the most mutations of one input can take.
const DRAWS = 64;

/** Draws of one input, taken one after the other. */
export class Draws {
  readonly #values: Float64Array;
  #at = 0;

  constructor(seed: number, index: number) {
    this.#values = uniform(foldIn(key(seed), index), DRAWS);
  }

  /** An integer in [0, below); 0 if there is none. */
  below(below: number): number {
    const value = this.#values[this.#at++ % DRAWS] as number;
    return Math.floor(value * below);
  }

  of<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T;
  }
}

/** One to four changes of a valid input: bits, cuts, insertions, pieces of itself or of another, length fields at their extremes. */
export function mutate(valid: readonly Uint8Array[], draws: Draws): Uint8Array<ArrayBuffer> {
  let bytes = Buffer.from(draws.of(valid));
  const changes = 1 + draws.below(4);
  for (let i = 0; i < changes; i++) bytes = change(bytes, draws.of(valid), draws);
  return new Uint8Array(bytes);
}

function change(bytes: Buffer<ArrayBuffer>, other: Uint8Array, draws: Draws): Buffer<ArrayBuffer> {
  const at = position(bytes.length, draws);
  const length = draws.below(draws.of([2, 16, 256, bytes.length + 1]));
  switch (draws.below(7)) {
    case 0:
      if (at < bytes.length) bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << draws.below(8)), at);
      return bytes;
    case 1:
      return bytes.subarray(0, at);
    case 2:
      return splice(bytes, at, 0, Buffer.alloc(Math.min(length, 256), draws.below(256)));
    case 3:
      return splice(bytes, at, 0, bytes.subarray(at, at + length));
    case 4:
      return splice(bytes, at, length, Buffer.alloc(0));
    case 5:
      return splice(bytes, at, draws.below(2) * length, Buffer.from(other).subarray(at, at + length));
    default:
      return setField(bytes, at, draws);
  }
}

/** Anywhere, but half of the time near the beginning or the end, where headers and directories are. */
function position(length: number, draws: Draws): number {
  const near = draws.below(Math.min(length + 1, 128));
  return draws.of([near, length - near, draws.below(length + 1), draws.below(length + 1)]);
}

function splice(bytes: Buffer, at: number, remove: number, insert: Uint8Array): Buffer<ArrayBuffer> {
  return Buffer.concat([bytes.subarray(0, at), insert, bytes.subarray(at + remove)]);
}

function setField(bytes: Buffer<ArrayBuffer>, at: number, draws: Draws): Buffer<ArrayBuffer> {
  const [width, value] = [draws.of([1, 2, 4, 8]), draws.of(EXTREMES)];
  const field = Buffer.alloc(8);
  if (draws.below(2) === 0) field.writeUInt32LE(value);
  else field.writeUInt32BE(value, Math.max(0, width - 4));
  field.copy(bytes, at, 0, Math.min(width, bytes.length - at));
  return bytes;
}
