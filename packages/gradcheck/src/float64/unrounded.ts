/**
 * Remembers what float32 arrays were rounded from. A tensor made of what was read from another, `tf.tensor(x.dataSync())`, is then as
 * good as the other: so is a gradient found that was stopped in this way, and not hidden by rounding.
 */
export class Unrounded {
  readonly #doubles = new WeakMap<object, Float64Array>();

  round(doubles: Float64Array): Float32Array {
    const rounded = Float32Array.from(doubles);
    this.#doubles.set(rounded, doubles.slice());
    return rounded;
  }

  /** The doubles of an array that {@link round} gave, unless somebody has changed it since. */
  restore(values: object): Float64Array | undefined {
    const doubles = this.#doubles.get(values);
    const rounded = values as Float32Array;
    return doubles?.every((double, i) => Object.is(Math.fround(double), rounded[i])) ? doubles.slice() : undefined;
  }
}
