import type { Dataset, Field } from '@gradlab/datasets';
import type { Model } from '@gradlab/models';
import * as tf from '@tensorflow/tfjs-core';

/** What is measured of a set of points. */
export interface ToyScores {
  /** Mean cross-entropy in nats, whatever the network was trained with; null where it is not finite. */
  readonly loss: number | null;
  readonly accuracy: number;
}

/**
 * By how much the logit of class 1 is above that of class 0: the argument of the sigmoid, for one output and for two.
 *
 * @param points `[count, 2]`, x before y
 */
export function marginsOf(model: Model, points: Float32Array): Float32Array {
  return tf.tidy(() => {
    const logits = model.apply(tf.tensor2d(points, [points.length / 2, 2]));
    const margins =
      logits.shape[1] === 2 ? tf.sub(tf.slice(logits, [0, 1], [-1, 1]), tf.slice(logits, [0, 0], [-1, 1])) : logits;
    return margins.dataSync<'float32'>();
  });
}

/** Loss and accuracy on a set; a margin that is not a number is a mistake, as 0 is for class 1. */
export function scoresOn(model: Model, { x, y, size }: Dataset<Field>): ToyScores {
  const margins = marginsOf(model, Float32Array.from(x.data));
  let [loss, right] = [0, 0];
  for (const [i, margin] of margins.entries()) {
    const label = y.data[i] ?? 0;
    // ln(1 + exp(−m)) for the margin m of the true class, without overflow.
    const own = label === 1 ? margin : -margin;
    loss += Math.max(-own, 0) + Math.log1p(Math.exp(-Math.abs(own)));
    if (own > 0) right += 1;
  }
  return { loss: Number.isFinite(loss) ? loss / size : null, accuracy: right / size };
}
