import type { Accumulator } from './accumulator.ts';
import { ExactSum } from './exact-sum.ts';
import { type Json, requireList } from './json.ts';

/** A fixed number of exact sums, told apart by index. */
export class SumList implements Accumulator {
  readonly #sums: readonly ExactSum[];

  constructor(length: number) {
    this.#sums = Array.from({ length }, () => new ExactSum());
  }

  at(index: number): ExactSum {
    const sum = this.#sums[index];
    if (sum === undefined) throw new RangeError(`sumList: index must be < ${this.#sums.length}, got ${index}`);
    return sum;
  }

  values(): number[] {
    return this.#sums.map((sum) => sum.value());
  }

  reset(): void {
    for (const sum of this.#sums) sum.reset();
  }

  merge(other: SumList): void {
    this.#sums.forEach((sum, i) => {
      sum.merge(other.at(i));
    });
  }

  toJSON(): Json {
    return this.#sums.map((sum) => sum.toJSON());
  }

  load(where: string, json: unknown): void {
    const items = requireList(where, json);
    if (items.length !== this.#sums.length) {
      throw new RangeError(`fromJSON: ${where} must have ${this.#sums.length} sums, got ${items.length}`);
    }
    this.#sums.forEach((sum, i) => {
      sum.load(`${where}[${i}]`, items[i]);
    });
  }
}
