import { requireNumber } from '@gradlab-internal/checks';
import type { ScoreBatch } from '../input/class-batch.ts';
import { weightAt } from '../input/example-weights.ts';
import { type ProbabilityOptions, readPredictions, requireProbabilityOptions } from '../input/probability-batch.ts';
import type { MetricBatch } from '../metric.ts';
import { MeanSums } from '../state/mean-sums.ts';
import { StreamingMetric } from '../state/streaming-metric.ts';

export interface LogLossOptions extends ProbabilityOptions {
  /** Each example's probability counts as at least this, in (0, 1), so no loss passes −ln clip. Default: no clipping. */
  readonly clip?: number;
}

/**
 * Log loss (cross-entropy) of class predictions: the mean of −ln max(p_label, clip), in nats.
 *
 * From logits z it is computed in double precision as ln Σⱼ exp(zⱼ − z_max) + (z_max − z_label), so neither large logits nor
 * very sure predictions lose digits. Without `clip` a probability of 0 costs Infinity. A NaN carries through to the result.
 * NaN before the first example.
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
export class LogLoss extends StreamingMetric<number, MetricBatch, { readonly mean: MeanSums }> {
  readonly #options: LogLossOptions;

  /** @throws TypeError if an option is of the wrong kind; RangeError if `clip` is not in (0, 1) */
  constructor({ fromLogits, binary = false, clip }: LogLossOptions) {
    requireProbabilityOptions('logLoss', { fromLogits, binary });
    if (clip !== undefined) requireNumber('logLoss', 'clip', clip, { above: 0, below: 1 });
    const options = { fromLogits, binary, ...(clip !== undefined && { clip }) };
    super('logLoss', options, { mean: new MeanSums() });
    this.#options = options;
  }

  /** At least 0; NaN before the first example. */
  compute(): number {
    return this.state.mean.value();
  }

  protected prepare(batch: MetricBatch): () => void {
    const { clip = 0 } = this.#options;
    const read = readPredictions('logLoss', batch, this.#options);
    const lossOf = chooseLoss(this.#options);
    const largest = -Math.log(clip);
    return () => {
      for (let row = 0; row < read.size; row++) {
        this.state.mean.add(Math.min(lossOf(read, row), largest), weightAt(read.weights, row));
      }
    };
  }

  protected get stateKey(): string {
    return `logLoss:${JSON.stringify(this.#options)}`;
  }
}

function chooseLoss({ fromLogits, binary }: LogLossOptions): (batch: ScoreBatch, row: number) => number {
  if (binary) return fromLogits ? lossFromLogit : lossFromProbability;
  return fromLogits ? lossFromLogits : lossFromProbabilities;
}

/** ln(1 + e⁻ᶻ), z being the logit of what was true. */
function lossFromLogit({ labels, predictions: { data } }: ScoreBatch, row: number): number {
  const z = (data[row] as number) * (labels[row] === 1 ? 1 : -1);
  return Math.log1p(Math.exp(-Math.abs(z))) + Math.max(-z, 0);
}

function lossFromProbability({ labels, predictions: { data } }: ScoreBatch, row: number): number {
  const p = Math.min(1, data[row] as number);
  // ln(1 − p) by log1p: 1 − p would lose the digits of a small p.
  return labels[row] === 1 ? -Math.log(p) : -Math.log1p(-p);
}

function lossFromProbabilities({ labels, classes, predictions: { data } }: ScoreBatch, row: number): number {
  const start = row * classes;
  for (let i = 0; i < classes; i++) if (Number.isNaN(data[start + i])) return Number.NaN;
  return -Math.log(Math.min(1, data[start + (labels[row] as number)] as number));
}

function lossFromLogits({ labels, classes, predictions: { data } }: ScoreBatch, row: number): number {
  const start = row * classes;
  let top = 0;
  for (let i = 1; i < classes; i++) if ((data[start + i] as number) > (data[start + top] as number)) top = i;
  const largest = data[start + top] as number;
  // The largest term is exactly 1 and stays out of the sum, so that ln(1 + tiny) keeps its digits.
  let others = 0;
  for (let i = 0; i < classes; i++) if (i !== top) others += Math.exp((data[start + i] as number) - largest);
  return Math.log1p(others) + (largest - (data[start + (labels[row] as number)] as number));
}
