import type { Accumulator } from './accumulator.ts';
import { ExactSum } from './exact-sum.ts';
import { decodeNumber, decodeNumbers, type Json, requireList, requireRecord } from './json.ts';

/** Integers up to here are exact doubles, and so is their sum. */
const EXACT = 2 ** 52;

/**
 * Weights summed by cell, exact whatever they are. Integers, as counts are, sum as doubles; the rest of a cell, and what a count
 * has above 2⁵², goes to an exact sum that only such a cell has.
 */
export class CellSums implements Accumulator {
  /** Doubles, since a 32-bit integer would wrap. */
  readonly #counts: Float64Array;
  readonly #rest = new Map<number, ExactSum>();

  constructor(length: number) {
    this.#counts = new Float64Array(length);
  }

  get length(): number {
    return this.#counts.length;
  }

  /** @param weight finite and ≥ 0 */
  add(cell: number, weight: number): void {
    const sum = (this.#counts[cell] as number) + weight;
    if (Number.isInteger(weight) && sum <= EXACT) this.#counts[cell] = sum;
    else this.#restOf(cell).add(weight);
  }

  /** Each cell's sum, rounded once: a new array. */
  values(): Float64Array {
    const values = this.#counts.slice();
    for (const [cell, rest] of this.#rest) {
      const total = new ExactSum();
      total.merge(rest);
      total.add(values[cell] as number);
      values[cell] = total.value();
    }
    return values;
  }

  reset(): void {
    this.#counts.fill(0);
    this.#rest.clear();
  }

  merge(other: CellSums): void {
    // First what has a rest already: of the cells' counts some may go there, and `other` may be these very sums.
    for (const [cell, rest] of [...other.#rest]) this.#restOf(cell).merge(rest);
    for (let cell = 0; cell < other.length; cell++) {
      const count = other.#counts[cell] as number;
      if (count !== 0) this.add(cell, count);
    }
  }

  toJSON(): Json {
    const rest = [...this.#rest].map(([cell, sum]) => [cell, sum.toJSON()]);
    return rest.length === 0 ? { counts: [...this.#counts] } : { counts: [...this.#counts], rest };
  }

  load(where: string, json: unknown): void {
    const { counts, rest = [] } = requireRecord(where, json);
    const numbers = decodeNumbers(`${where}.counts`, counts, this.length);
    const odd = numbers.find((count) => !Number.isInteger(count) || count < 0 || count > EXACT);
    if (odd !== undefined) throw new RangeError(`fromJSON: ${where}.counts must be integers >= 0, got ${odd}`);
    this.reset();
    this.#counts.set(numbers);
    for (const entry of requireList(`${where}.rest`, rest)) {
      const [index, sum] = requireList(`${where}.rest`, entry);
      const cell = decodeNumber(`${where}.rest`, index);
      if (!Number.isInteger(cell) || cell < 0 || cell >= this.length) {
        throw new RangeError(`fromJSON: ${where}.rest must name cells below ${this.length}, got ${cell}`);
      }
      this.#restOf(cell).load(`${where}.rest`, sum);
    }
  }

  #restOf(cell: number): ExactSum {
    const known = this.#rest.get(cell);
    if (known !== undefined) return known;
    const made = new ExactSum();
    this.#rest.set(cell, made);
    return made;
  }
}
