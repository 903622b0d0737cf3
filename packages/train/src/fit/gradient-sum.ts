import * as tf from '@tensorflow/tfjs-core';

type Gradients = Record<string, tf.Tensor>;

/** Gathers the gradients of several batches into those of one batch of all their examples. */
export class GradientSum {
  /** Number of batches to an update. With one there is nothing to compute. */
  readonly #perUpdate: number;
  #sums: Gradients = {};
  #examples = 0;
  #batches = 0;

  constructor(perUpdate: number) {
    this.#perUpdate = perUpdate;
  }

  get isEmpty(): boolean {
    return this.#batches === 0;
  }

  get isFull(): boolean {
    return this.#batches >= this.#perUpdate;
  }

  /** Takes the gradients of a mean loss over `size` examples in; they are this object's from then on. */
  add(gradients: Gradients, size: number): void {
    this.#batches += 1;
    this.#examples += size;
    if (this.#perUpdate === 1) {
      this.#sums = gradients;
      return;
    }
    const before = this.#sums;
    this.#sums = tf.tidy(() =>
      mapValues(gradients, (gradient, name) => {
        const share = tf.mul(gradient, size);
        const sum = before[name];
        return sum === undefined ? share : tf.add(sum, share);
      }),
    );
    tf.dispose([before, gradients]);
  }

  /** The gradients of the mean loss over all examples, which are the caller's now, and the number of examples. Starts anew. */
  take(): { gradients: Gradients; size: number } {
    const [sums, size] = [this.#sums, this.#examples];
    this.#sums = {};
    this.#examples = 0;
    this.#batches = 0;
    if (this.#perUpdate === 1) return { gradients: sums, size };
    const gradients = tf.tidy(() => mapValues(sums, (sum) => tf.div(sum, size)));
    tf.dispose(sums);
    return { gradients, size };
  }

  dispose(): void {
    tf.dispose(this.#sums);
    this.#sums = {};
  }
}

function mapValues(tensors: Gradients, change: (tensor: tf.Tensor, name: string) => tf.Tensor): Gradients {
  return Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, change(tensor, name)]));
}
