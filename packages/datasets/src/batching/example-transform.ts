import type { Seed } from '@gradlab/random';

/** One example on its way into a batch. */
export interface Example {
  /** The stored values; a view of the data set, so not to be written to. */
  readonly data: Uint8Array | Float32Array;
  /** `[height, width, channels]` for an image. */
  readonly shape: readonly number[];
  /** Stored value × scale = value in the batch; absent means 1. */
  readonly scale?: number;
  /** The smallest and the largest stored value that an intensity can have; absent if that is not known. */
  readonly range?: readonly [low: number, high: number];
}

/** What the random choices for one example may depend on. */
export interface ExampleDraw {
  readonly seed: Seed;
  readonly epoch: number;
  /** The example's place in the data set, whatever its place in the batch. */
  readonly index: number;
}

/**
 * A change of one input on its way into a batch, such as the transforms of `@gradlab/augment`. It must not write to
 * the example it is given, must depend on its arguments alone, and must give every example of a batch one shape.
 */
export interface ExampleTransform {
  apply(example: Example, draw: ExampleDraw): Example;
}
