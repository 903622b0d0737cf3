import { Accuracy } from '@gradlab/metrics';
import {
  type Heads,
  headLosses,
  headMetric,
  type Loss,
  LossMetric,
  type Metric,
  softmaxCrossEntropy,
} from '@gradlab/train';
import * as tf from '@tensorflow/tfjs-core';

/** What is told of a digit. */
export const HEADS = ['digit', 'colour'] as const;
export type Head = (typeof HEADS)[number];

/** Cross-entropy of the digit and of the colour, added. */
export const bothLosses: Loss<Heads, Heads> = headLosses({ digit: softmaxCrossEntropy, colour: softmaxCrossEntropy });

/** What is measured of a set of coloured digits. */
export interface Measured {
  /** Sum of both heads' mean cross-entropies, in nats. */
  readonly loss: number;
  /** Share of digits told rightly. */
  readonly digit: number;
  /** Share of colours told rightly. */
  readonly colour: number;
  /** Share of examples of which both are told rightly. */
  readonly joint: number;
}

/**
 * The share of a batch whose digit and colour are both right.
 *
 * @param labels int32 `[batch]` for each head
 * @param logits `[batch, classes]` for each head
 * @returns a scalar; the caller disposes it
 */
export function jointAccuracy(labels: Heads, logits: Heads): tf.Scalar {
  return tf.tidy(() => {
    const right = HEADS.map((head) => {
      const [label, logit] = [labels[head], logits[head]];
      if (label === undefined || logit === undefined) throw new RangeError(`jointAccuracy: there must be a ${head}`);
      return tf.equal(tf.argMax(logit, -1), label);
    });
    const both = right.reduce((one, other) => tf.logicalAnd(one, other));
    return tf.mean(tf.cast(both, 'float32'));
  });
}

/** The metrics of {@link Measured}, fresh, for `fit` and `evaluate`. */
export function measures(): Readonly<Record<keyof Measured, Metric<Heads, number, Heads>>> {
  return {
    loss: new LossMetric<Heads, Heads>(bothLosses),
    digit: headMetric('digit', new Accuracy()),
    colour: headMetric('colour', new Accuracy()),
    // A mean over all examples, weighted by the size of the batches, like that of a loss.
    joint: new LossMetric<Heads, Heads>(jointAccuracy),
  };
}
