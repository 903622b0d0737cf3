import * as tf from '@tensorflow/tfjs-core';
import type { Float64Backend } from '../float64/float64-backend.ts';
import { doubleTensor, inFloat64, readDoubles } from '../float64/in-float64.ts';
import type { Disturbance } from '../float64/rounding-noise.ts';
import { gradientsOf } from './gradients.ts';
import type { Problem } from './problem.ts';
import { contract, type Upstream } from './upstream.ts';

/** The gradient of each differentiable leaf; null where nothing connects it. */
export type DoubleGradients = readonly (Float64Array | null)[];

/**
 * A problem in double precision: the number Σ vᵢ·yᵢ as a function of `values`, which callers move about in place. Its methods run
 * inside {@link DoubleFunction.run} alone.
 */
export class DoubleFunction {
  /** For each differentiable leaf its values, row-major. */
  readonly values: readonly Float64Array[];
  /** How often the function was evaluated, forward or forward and backward. */
  evaluations = 0;
  readonly #problem: Problem;
  readonly #upstream: Upstream;
  readonly #backend: Float64Backend;
  #tensors: readonly tf.Tensor[] = [];

  constructor(backend: Float64Backend, problem: Problem, upstream: Upstream, values: readonly Float64Array[]) {
    this.#backend = backend;
    this.#problem = problem;
    this.#upstream = upstream;
    this.values = values;
  }

  /**
   * Runs code on the float64 backend with `values` in the places of the inputs. A variable has them as its own value meanwhile, so
   * that the function may as well read it from outside; afterwards it is as it was.
   */
  run<T>(body: () => T): T {
    const { leaves, differentiable } = this.#problem;
    const places = differentiable.map((i) => leaves[i]?.tensor as tf.Tensor);
    // A clone keeps the value of a variable alive; it shares it, so the variable gets back what it had.
    const originals = places.map((tensor) => (tensor instanceof tf.Variable ? tf.clone(tensor) : undefined));
    try {
      return inFloat64(this.#backend, () => {
        const doubles = places.map((tensor, i) => doubleTensor(this.values[i] as Float64Array, tensor.shape));
        try {
          this.#bind(places, doubles);
          return body();
        } finally {
          this.#tensors = [];
          for (const [i, tensor] of places.entries()) {
            if (tensor instanceof tf.Variable) tensor.assign(originals[i] as tf.Tensor);
          }
          tf.dispose(doubles);
        }
      });
    } finally {
      tf.dispose(originals.filter((original) => original !== undefined));
    }
  }

  #bind(places: readonly tf.Tensor[], doubles: readonly tf.Tensor[]): void {
    const tensors = this.#problem.leaves.map(({ tensor }) => tensor);
    for (const [i, tensor] of places.entries()) {
      if (tensor instanceof tf.Variable) tensor.assign(doubles[i] as tf.Tensor);
      else tensors[this.#problem.differentiable[i] as number] = doubles[i] as tf.Tensor;
    }
    this.#tensors = tensors;
  }

  /** Σ vᵢ·yᵢ at the present values. */
  value(): number {
    this.evaluations++;
    return tidily(() => this.#read(contract(this.#problem.apply(this.#tensors), this.#upstream))[0] ?? Number.NaN);
  }

  /** Shapes of the outputs. */
  shapes(): readonly (readonly number[])[] {
    this.evaluations++;
    return tidily(() => this.#problem.apply(this.#tensors).map(({ tensor }) => tensor.shape));
  }

  /** The outputs themselves. */
  outputs(): readonly Float64Array[] {
    this.evaluations++;
    return tidily(() => this.#problem.apply(this.#tensors).map(({ tensor }) => this.#read(tensor)));
  }

  /**
   * The gradients that TensorFlow.js computes.
   *
   * @param scale what the upstream gradient is multiplied by
   */
  gradients(scale = 1): DoubleGradients {
    this.evaluations++;
    return tidily(() =>
      gradientsOf(this.#problem, this.#tensors, this.#upstream, scale).gradients.map((gradient) =>
        gradient === null ? null : this.#read(gradient),
      ),
    );
  }

  /** Runs `body` with the results of kernels disturbed. */
  disturbed<T>(disturbance: Disturbance, body: () => T): T {
    this.#backend.disturbance = disturbance;
    try {
      return body();
    } finally {
      this.#backend.disturbance = undefined;
    }
  }

  #read(tensor: tf.Tensor): Float64Array {
    return readDoubles(this.#backend, tensor).slice();
  }
}

/** tf.tidy for results that are no tensors: it would look for tensors among their numbers. */
function tidily<T>(body: () => T): T {
  const results: T[] = [];
  tf.tidy(() => {
    results.push(body());
  });
  return results[0] as T;
}
