/**
 * A sum of doubles with no rounding until it is read: the result is the double nearest to the true sum, whatever the order
 * and the grouping. A sum that passes the largest double on the way is infinite. Kept as partial sums whose bits do not overlap.
 *
 * @see Shewchuk: Adaptive precision floating-point arithmetic and fast robust geometric predicates. Discrete & Computational
 * Geometry, 1997. The last rounding is the one of Python's `math.fsum`.
 */
export class ExactSum {
  /** Growing in magnitude, none zero. */
  readonly #partials: number[] = [];
  /** Sum of all that was not finite: ±Infinity or NaN, else 0. */
  #special = 0;

  add(value: number): void {
    if (!Number.isFinite(value)) {
      this.#special += value;
      return;
    }
    const partials = this.#partials;
    let high = value;
    let kept = 0;
    for (const partial of partials) {
      const sum = high + partial;
      if (!Number.isFinite(sum)) {
        this.#special += sum;
        partials.length = 0;
        return;
      }
      const [large, small] = Math.abs(high) >= Math.abs(partial) ? [high, partial] : [partial, high];
      const rest = small - (sum - large);
      if (rest !== 0) partials[kept++] = rest;
      high = sum;
    }
    partials.length = kept;
    if (high !== 0) partials.push(high);
  }

  merge(other: ExactSum): void {
    const { partials, special } = { partials: [...other.#partials], special: other.#special };
    for (const partial of partials) this.add(partial);
    this.#special += special;
  }

  /** The nearest double, ties to even; NaN and infinities as plain addition has them. */
  value(): number {
    if (this.#special !== 0) return this.#special;
    const rest = [...this.#partials];
    let sum = rest.pop() ?? 0;
    let error = 0;
    while (error === 0) {
      const partial = rest.pop();
      if (partial === undefined) return sum;
      const next = sum + partial;
      error = partial - (next - sum);
      sum = next;
    }
    // Half a unit was rounded to even; what lies below it tips the balance if it points the same way.
    const tipped = sum + 2 * error;
    const below = rest.at(-1) ?? 0;
    return Math.sign(below) === Math.sign(error) && tipped - sum === 2 * error ? tipped : sum;
  }
}
