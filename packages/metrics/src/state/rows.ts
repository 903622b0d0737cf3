import type { Accumulator } from './accumulator.ts';
import { decodeNumbers, encodeNumber, type Json } from './json.ts';

const FIRST_CAPACITY = 64;

/** Rows of doubles, all kept: for metrics that need every example. The buffer doubles when it is full. */
export class Rows implements Accumulator {
  readonly width: number;
  #values = new Float64Array(0);
  #length = 0;

  constructor(width: number) {
    this.width = width;
  }

  /** How many rows. */
  get length(): number {
    return this.#length / this.width;
  }

  /** All rows, one after the other; valid until the next change. */
  values(): Float64Array {
    return this.#values.subarray(0, this.#length);
  }

  /** One number of each row: a new array. */
  column(at: number): Float64Array {
    const column = new Float64Array(this.length);
    for (let row = 0; row < column.length; row++) column[row] = this.#values[row * this.width + at] as number;
    return column;
  }

  /** Adds rows that lie one after the other. */
  append(values: ArrayLike<number>): void {
    this.#reserve(this.#length + values.length);
    this.#values.set(values, this.#length);
    this.#length += values.length;
  }

  /** Lets the buffer go as well. */
  reset(): void {
    this.#values = new Float64Array(0);
    this.#length = 0;
  }

  merge(other: Rows): void {
    this.append(other.values());
  }

  toJSON(): Json {
    return Array.from(this.values(), encodeNumber);
  }

  load(where: string, json: unknown): void {
    const numbers = decodeNumbers(where, json);
    if (numbers.length % this.width !== 0) {
      throw new RangeError(`fromJSON: ${where} must have rows of ${this.width} numbers, got ${numbers.length} in all`);
    }
    this.reset();
    this.append(numbers);
  }

  #reserve(length: number): void {
    if (length <= this.#values.length) return;
    const grown = new Float64Array(Math.max(length, 2 * this.#values.length, FIRST_CAPACITY));
    grown.set(this.values());
    this.#values = grown;
  }
}
