import type { Accumulator } from './accumulator.ts';
import { decodeNumbers, encodeNumber, type Json } from './json.ts';

/** Splits a double into halves of 26 bits, whose products are exact. */
const SPLITTER = 2 ** 27 + 1;

/**
 * A sum of doubles with no rounding until it is read: the result is the double nearest to the true sum, whatever the order
 * and the grouping. A sum that passes the largest double on the way is infinite. Kept as partial sums whose bits do not overlap.
 *
 * @see Shewchuk: Adaptive precision floating-point arithmetic and fast robust geometric predicates. Discrete & Computational
 * Geometry, 1997. The last rounding is the one of Python's `math.fsum`.
 */
export class ExactSum implements Accumulator {
  /** The first `#count`: growing in magnitude, none zero. A double's range has room for 40 that do not overlap. */
  #partials = new Float64Array(4);
  #count = 0;
  /** Sum of all that was not finite: ±Infinity or NaN, else 0. */
  #special = 0;

  add(value: number): void {
    if (!Number.isFinite(value)) {
      this.#special += value;
      return;
    }
    const partials = this.#partials;
    const count = this.#count;
    let high = value;
    let kept = 0;
    for (let i = 0; i < count; i++) {
      const partial = partials[i] as number;
      const sum = high + partial;
      const shift = sum - high;
      const rest = high - (sum - shift) + (partial - shift);
      if (rest !== 0) partials[kept++] = rest;
      high = sum;
    }
    this.#count = kept;
    if (high !== 0) this.#append(high);
  }

  /**
   * Adds a·b with all its bits, where their product lies between 10⁻²⁹⁰ and 10³⁰⁰ in magnitude; beyond that what the double
   * a·b holds.
   */
  addProduct(a: number, b: number): void {
    const product = a * b;
    this.add(product);
    if (a === 1 || b === 1) return;
    const rest = productRest(a, b, product);
    if (rest !== 0) this.add(rest);
  }

  /** Adds w·a·b with all its bits, within the same bounds. */
  addWeightedProduct(w: number, a: number, b: number): void {
    const product = a * b;
    this.addProduct(w, product);
    const rest = productRest(a, b, product);
    if (rest !== 0) this.addProduct(w, rest);
  }

  /** Adds sign·(sum of a)·(sum of b) with all its bits. */
  addProductOfSums(sign: 1 | -1, a: ExactSum, b: ExactSum): void {
    if (a.#special !== 0 || b.#special !== 0) {
      this.add(sign * a.value() * b.value());
      return;
    }
    const right = b.#terms();
    for (const p of a.#terms()) for (const q of right) this.addProduct(sign * p, q);
  }

  reset(): void {
    this.#count = 0;
    this.#special = 0;
  }

  merge(other: ExactSum): void {
    const { partials, special } = { partials: other.#terms(), special: other.#special };
    for (const partial of partials) this.add(partial);
    this.#special += special;
  }

  /** The nearest double, ties to even; NaN and infinities as plain addition has them. */
  value(): number {
    if (this.#special !== 0) return this.#special;
    const partials = this.#partials;
    let left = this.#count;
    if (left === 0) return 0;
    let sum = partials[--left] as number;
    let error = 0;
    while (error === 0) {
      if (left === 0) return sum;
      const partial = partials[--left] as number;
      const next = sum + partial;
      error = partial - (next - sum);
      sum = next;
    }
    // Half a unit was rounded to even; what lies below it tips the balance if it points the same way.
    const tipped = sum + 2 * error;
    const below = left === 0 ? 0 : (partials[left - 1] as number);
    return Math.sign(below) === Math.sign(error) && tipped - sum === 2 * error ? tipped : sum;
  }

  /** Numbers whose sum this is: no bit is lost. */
  toJSON(): Json {
    return this.#special === 0 ? this.#terms() : [...this.#terms(), encodeNumber(this.#special)];
  }

  load(where: string, json: unknown): void {
    const numbers = decodeNumbers(where, json);
    this.reset();
    for (const number of numbers) this.add(number);
  }

  #terms(): number[] {
    return [...this.#partials.subarray(0, this.#count)];
  }

  #append(partial: number): void {
    if (!Number.isFinite(partial)) {
      // It passed the largest double: what it was made of is lost.
      this.#special += partial;
      this.#count = 0;
      return;
    }
    if (this.#count === this.#partials.length) {
      const grown = new Float64Array(2 * this.#count);
      grown.set(this.#partials);
      this.#partials = grown;
    }
    this.#partials[this.#count++] = partial;
  }
}

/** The sum of some doubles, rounded once: the same in any order. */
export function exactSumOf(values: Iterable<number>): number {
  const sum = new ExactSum();
  for (const value of values) sum.add(value);
  return sum.value();
}

/** What rounding took from a·b: 0 where it is lost to overflow. Dekker's product. */
function productRest(a: number, b: number, product: number): number {
  const aHigh = highHalf(a);
  const bHigh = highHalf(b);
  const [aLow, bLow] = [a - aHigh, b - bHigh];
  const rest = aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
  return Number.isFinite(rest) ? rest : 0;
}

function highHalf(value: number): number {
  const scaled = SPLITTER * value;
  return scaled - (scaled - value);
}
