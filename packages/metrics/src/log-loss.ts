import { describeShape, describeValue, requireNumber } from '@gradlab-internal/checks';
import { type ClassBatch, readClassBatch } from './class-batch.ts';
import { Mean } from './mean.ts';
import type { Metric, MetricBatch } from './metric.ts';

export interface LogLossOptions {
  /** True if predictions are logits, to be put through a softmax; false if they are probabilities. */
  readonly fromLogits: boolean;
  /** Each example's probability counts as at least this, in (0, 1), so no loss passes −ln clip. Default: no clipping. */
  readonly clip?: number;
}

// A float32 softmax may round to a little over 1; what is farther off is no probability but most likely a logit.
const PROBABILITY_SLACK = 1e-3;

/**
 * Log loss (cross-entropy) of class predictions: the mean of −ln max(p_label, clip), in nats.
 *
 * From logits z it is computed in double precision as ln Σⱼ exp(zⱼ − z_max) + (z_max − z_label), so neither large logits nor
 * very sure predictions lose digits. Without `clip` a probability of 0 costs Infinity. A NaN carries through to the result.
 *
 * @example
 * ```ts
 * import { LogLoss } from '@gradlab/metrics';
 *
 * const batch = { labels: [0, 1], predictions: [[0, 0], [100, 0]] };
 * const raw = new LogLoss({ fromLogits: true });
 * const clipped = new LogLoss({ fromLogits: true, clip: 1e-6 });
 * raw.update(batch);
 * clipped.update(batch);
 * console.log(raw.compute().toFixed(3), clipped.compute().toFixed(3)); // 50.347 7.254
 * ```
 */
export class LogLoss implements Metric<number> {
  readonly #fromLogits: boolean;
  readonly #clip: number;
  readonly #mean = new Mean();

  /** @throws TypeError if an option is of the wrong kind; RangeError if `clip` is not in (0, 1) */
  constructor({ fromLogits, clip }: LogLossOptions) {
    if (typeof fromLogits !== 'boolean') {
      throw new TypeError(`logLoss: fromLogits must be a boolean, got ${describeValue(fromLogits)}`);
    }
    this.#fromLogits = fromLogits;
    this.#clip = clip === undefined ? 0 : requireNumber('logLoss', 'clip', clip, { above: 0, below: 1 });
  }

  /**
   * @param batch labels `[batch]`, integers in [0, classes); predictions `[batch, classes]`
   * @throws TypeError if either is of the wrong kind; RangeError if shapes do not fit, a label is no class, or a value is
   * no probability
   */
  update(batch: MetricBatch): void {
    const read = readClassBatch('logLoss', batch);
    const { shape } = read.predictions;
    if (shape.length !== 2) {
      throw new RangeError(`logLoss: predictions must have shape [batch, classes], got ${describeShape(shape)}`);
    }
    if (!this.#fromLogits) requireProbabilities(read.predictions.data);
    const losses = this.#fromLogits ? lossesFromLogits(read) : lossesFromProbabilities(read);
    const largest = -Math.log(this.#clip);
    this.#mean.update({ values: losses.map((loss) => Math.min(loss, largest)) });
  }

  /** At least 0; NaN before the first example. */
  compute(): number {
    return this.#mean.compute();
  }

  reset(): void {
    this.#mean.reset();
  }

  /**
   * Takes in all that `other` took in; `other` stays as it is.
   *
   * @throws TypeError if `other` is no LogLoss; RangeError if its options differ
   */
  merge(other: LogLoss): void {
    if (!(other instanceof LogLoss))
      throw new TypeError(`logLoss: other must be a LogLoss, got ${describeValue(other)}`);
    if (other.#fromLogits !== this.#fromLogits || other.#clip !== this.#clip) {
      throw new RangeError('logLoss: other must have the same options');
    }
    this.#mean.merge(other.#mean);
  }
}

function requireProbabilities(values: ArrayLike<number>): void {
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (value < 0 || value > 1 + PROBABILITY_SLACK) {
      throw new RangeError(
        `logLoss: predictions must be probabilities unless fromLogits is true, got ${value} at ${i}`,
      );
    }
  }
}

function lossesFromProbabilities({ size, labels, predictions: { data, shape } }: ClassBatch): Float64Array {
  const [, classes = 0] = shape;
  return Float64Array.from({ length: size }, (_, row) => {
    const start = row * classes;
    for (let i = 0; i < classes; i++) if (Number.isNaN(data[start + i])) return Number.NaN;
    return -Math.log(Math.min(1, data[start + (labels[row] as number)] as number));
  });
}

function lossesFromLogits({ size, labels, predictions: { data, shape } }: ClassBatch): Float64Array {
  const [, classes = 0] = shape;
  return Float64Array.from({ length: size }, (_, row) => {
    const start = row * classes;
    let top = 0;
    for (let i = 1; i < classes; i++) if ((data[start + i] as number) > (data[start + top] as number)) top = i;
    const largest = data[start + top] as number;
    // The largest term is exactly 1 and stays out of the sum, so that ln(1 + tiny) keeps its digits.
    let others = 0;
    for (let i = 0; i < classes; i++) if (i !== top) others += Math.exp((data[start + i] as number) - largest);
    return Math.log1p(others) + (largest - (data[start + (labels[row] as number)] as number));
  });
}
