import type { Accumulator } from './accumulator.ts';
import { ExactSum } from './exact-sum.ts';
import { type Json, requireRecord } from './json.ts';

/** Σ wx and Σ w, both exact, and what they make: a weighted mean. */
export class MeanSums implements Accumulator {
  readonly #sum = new ExactSum();
  readonly #weight = new ExactSum();

  /** A value of weight 0 is left out, even if it is NaN. */
  add(value: number, weight: number): void {
    if (weight === 0) return;
    this.#sum.addProduct(weight, value);
    this.#weight.add(weight);
  }

  /** Adds w·a·b with all the bits of the product. */
  addProduct(a: number, b: number, weight: number): void {
    if (weight === 0) return;
    this.#sum.addWeightedProduct(weight, a, b);
    this.#weight.add(weight);
  }

  /** NaN while the weights sum to 0. */
  value(): number {
    return this.#sum.value() / this.#weight.value();
  }

  reset(): void {
    this.#sum.reset();
    this.#weight.reset();
  }

  merge(other: MeanSums): void {
    this.#sum.merge(other.#sum);
    this.#weight.merge(other.#weight);
  }

  toJSON(): Json {
    return { sum: this.#sum.toJSON(), weight: this.#weight.toJSON() };
  }

  load(where: string, json: unknown): void {
    const { sum, weight } = requireRecord(where, json);
    this.#sum.load(`${where}.sum`, sum);
    this.#weight.load(`${where}.weight`, weight);
  }
}
