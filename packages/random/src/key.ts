import { requireInteger } from '@gradlab-internal/checks';
import { threefry2x32, type Words } from './threefry.ts';

/** The state that names a stream of draws: 64 bits. Plain data, so it crosses JSON and workers. */
export interface Key {
  readonly words: Words;
}

/** What every random function takes: an integer in [0, 2⁵³) or a key derived from one. */
export type Seed = number | Key;

const TWO_32 = 2 ** 32;

// The high counter word of a draw is below 2²¹, so these tags keep derived keys apart from draws and from one another.
const FOLD_INDEX = 0x8000_0000;
const FOLD_NAME = 0x4000_0000;
const SPLIT = 0x2000_0000;
const ATTEMPT = 0x1000_0000;

/**
 * The key of a seed.
 *
 * @param seed integer in [0, 2⁵³), or a key, which is returned as it is
 * @throws TypeError if the seed is neither; RangeError if it is out of range
 * @example
 * ```ts
 * import { key, uniform } from '@gradlab/random';
 * const [first] = uniform(key(7), 1);
 * const [again] = uniform(7, 1);
 * if (first !== again) throw new Error('a seed and its key name one stream');
 * ```
 */
export function key(seed: Seed): Key {
  if (isKey(seed)) return seed;
  const value = requireInteger('key', 'seed', seed, { min: 0 });
  return { words: halves(value) };
}

function isKey(seed: unknown): seed is Key {
  const words = typeof seed === 'object' && seed !== null && 'words' in seed ? seed.words : undefined;
  return Array.isArray(words) && words.length === 2 && words.every((word) => word >>> 0 === word);
}

/** High and low 32 bits of an integer in [0, 2⁵³). */
export function halves(value: number): [number, number] {
  return [Math.floor(value / TWO_32), value % TWO_32];
}

/**
 * A new key for a part of the work: a layer's name, an epoch, the index of an example. Different names or indices give
 * independent streams, and the order in which they are asked for changes nothing.
 *
 * @param seed where to start from
 * @param nameOrIndex any string, or an integer in [0, 2⁵³)
 * @throws RangeError if an index is not an integer in that range
 * @example
 * ```ts
 * import { foldIn, normal } from '@gradlab/random';
 * const weights = normal(foldIn(foldIn(7, 'conv1.weight'), 3), 4);
 * console.log(weights.length); // 4
 * ```
 */
export function foldIn(seed: Seed, nameOrIndex: string | number): Key {
  const { words } = key(seed);
  if (typeof nameOrIndex === 'string') return { words: absorb(words, nameOrIndex) };
  const [high, low] = halves(requireInteger('foldIn', 'nameOrIndex', nameOrIndex, { min: 0 }));
  return { words: threefry2x32(words, [(FOLD_INDEX | high) >>> 0, low]) };
}

/** Chains the bijection over the name's UTF-8 bytes, eight at a time; the length first, so that padding cannot collide. */
function absorb(start: Words, name: string): Words {
  const bytes = new TextEncoder().encode(name);
  const padded = new DataView(new ArrayBuffer(Math.ceil(bytes.length / 8) * 8));
  bytes.forEach((byte, i) => {
    padded.setUint8(i, byte);
  });
  let words = threefry2x32(start, [FOLD_NAME, bytes.length]);
  for (let at = 0; at < padded.byteLength; at += 8) {
    words = threefry2x32(words, [padded.getUint32(at, true), padded.getUint32(at + 4, true)]);
  }
  return words;
}

/**
 * `n` independent keys.
 *
 * @param seed where to start from
 * @param n how many, an integer ≥ 0
 * @throws RangeError if `n` is not an integer ≥ 0
 */
export function split(seed: Seed, n: number): Key[] {
  const { words } = key(seed);
  const count = requireInteger('split', 'n', n, { min: 0, below: TWO_32 });
  return Array.from({ length: count }, (_, i) => ({ words: threefry2x32(words, [SPLIT, i]) }));
}

/** The key under which a draw is made for the second time (`attempt` 1), the third, …, with its own counter again. */
export function attemptWords(words: Words, attempt: number): Words {
  return threefry2x32(words, [ATTEMPT, attempt]);
}
