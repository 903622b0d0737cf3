import { requireInteger } from '@gradlab-internal/checks';
import { argMax, requireScores, type ScoreBatch } from '../input/class-batch.ts';
import { weightAt } from '../input/example-weights.ts';
import {
  type ProbabilityOptions,
  probabilitiesOf,
  readPredictions,
  requireProbabilityOptions,
} from '../input/probability-batch.ts';
import type { MetricBatch } from '../metric.ts';
import { StreamingMetric } from '../state/streaming-metric.ts';
import { SumList } from '../state/sum-list.ts';

export interface CalibrationOptions extends ProbabilityOptions {
  /** How many bins of equal width [0, 1] is cut into. Default 15. */
  readonly bins?: number;
}

/** The examples of one bin, (lower, upper]; the first one includes 0. */
export interface CalibrationBin {
  readonly lower: number;
  readonly upper: number;
  /** Sum of the weights of its examples: their number, where they have none. */
  readonly weight: number;
  /** Mean confidence; NaN if it is empty. */
  readonly confidence: number;
  /** Fraction that is right (binary: that is of class 1); NaN if it is empty. */
  readonly accuracy: number;
}

/**
 * Confidence beside correctness, by bins of confidence. The confidence of an example is its largest probability, and it is right
 * if that is the label's (the lowest index among equals); in binary form the confidence is that of class 1, right the label 1.
 */
export abstract class CalibrationMetric<R> extends StreamingMetric<R, MetricBatch, { readonly sums: SumList }> {
  readonly bins: number;
  readonly #options: ProbabilityOptions;

  protected constructor(kind: string, { fromLogits, binary = false, bins = 15 }: CalibrationOptions) {
    requireProbabilityOptions(kind, { fromLogits, binary });
    requireInteger(kind, 'bins', bins, { min: 1, max: 2 ** 20 });
    super(kind, { fromLogits, binary, bins }, { sums: new SumList(3 * bins) });
    this.bins = bins;
    this.#options = { fromLogits, binary };
  }

  protected get stateKey(): string {
    return `calibration:${this.bins}:${JSON.stringify(this.#options)}`;
  }

  protected curve(): CalibrationBin[] {
    const values = this.state.sums.values();
    return Array.from({ length: this.bins }, (_, bin) => {
      const [weight = 0, confidence = 0, right = 0] = values.slice(3 * bin, 3 * bin + 3);
      const [lower, upper] = [bin / this.bins, (bin + 1) / this.bins];
      return { lower, upper, weight, confidence: confidence / weight, accuracy: right / weight };
    });
  }

  protected prepare(batch: MetricBatch): () => void {
    const read = readPredictions(this.kind, batch, this.#options);
    requireScores(this.kind, read);
    const probabilities = probabilitiesOf(read, this.#options);
    // Infinite logits have no softmax.
    requireScores(this.kind, { ...read, predictions: { data: probabilities, shape: read.predictions.shape } });
    return () => {
      for (let row = 0; row < read.size; row++) this.#add(read, probabilities, row);
    };
  }

  #add({ labels, classes, weights }: ScoreBatch, probabilities: Float64Array, row: number): void {
    const weight = weightAt(weights, row);
    if (weight === 0) return;
    const { binary } = this.#options;
    const chosen = binary ? 1 : argMax(probabilities, row * classes, classes);
    const confidence = probabilities[binary ? row : row * classes + chosen] as number;
    const bin = binOf(confidence, this.bins);
    const { sums } = this.state;
    sums.at(3 * bin).add(weight);
    sums.at(3 * bin + 1).addProduct(weight, confidence);
    if (chosen === labels[row]) sums.at(3 * bin + 2).add(weight);
  }
}

/** The bin (i / bins, (i + 1) / bins] that holds a probability, 0 being in the first. */
function binOf(probability: number, bins: number): number {
  const guess = Math.min(bins - 1, Math.max(0, Math.ceil(probability * bins) - 1));
  // The product may have been rounded over a border.
  if (probability > (guess + 1) / bins) return guess + 1;
  return guess > 0 && probability <= guess / bins ? guess - 1 : guess;
}
