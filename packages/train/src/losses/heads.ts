import { requireNumber } from '@gradlab-internal/checks';
import * as tf from '@tensorflow/tfjs-core';
import type { Loss, Metric } from '../contracts.ts';
import { isWritable, loadMetric } from '../fit/metric-state.ts';

/** Tensors by the name of the head they belong to. */
export type Heads = Readonly<Record<string, tf.Tensor>>;

/** The loss of one head, and how much it counts. */
export interface HeadLoss {
  /** Mean loss of the head's targets and predictions. */
  readonly loss: Loss;
  /** Its factor in the sum, ≥ 0. */
  readonly weight: number;
}

/**
 * The loss of a network with several heads: Σ wₕ ℓₕ over the heads h. A loss by itself has weight 1.
 *
 * @param losses by head; targets and predictions are records with these names, others among them are left out
 * @returns a loss for `fit`
 * @throws RangeError if there is no head or a weight is negative; from the loss itself, if a head has no target or prediction
 * @example
 * ```ts
 * import { headLosses, softmaxCrossEntropy } from '@gradlab/train';
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 *
 * const loss = headLosses({ digit: softmaxCrossEntropy, colour: { loss: softmaxCrossEntropy, weight: 0.5 } });
 * const labels = { digit: tf.tensor1d([7], 'int32'), colour: tf.tensor1d([1], 'int32') };
 * console.log(loss(labels, { digit: tf.zeros([1, 10]), colour: tf.zeros([1, 4]) }).dataSync()[0]); // ln 10 + ½ ln 4
 * ```
 */
export function headLosses(losses: Readonly<Record<string, Loss | HeadLoss>>): Loss<Heads, Heads> {
  const heads = Object.entries(losses).map(([name, given]) => {
    const { loss, weight } = typeof given === 'function' ? { loss: given, weight: 1 } : given;
    return { name, loss, weight: requireNumber('headLosses', `weight of ${name}`, weight, { min: 0 }) };
  });
  if (heads.length === 0) throw new RangeError('headLosses: losses must have at least one head, got none');
  return (targets, predictions) =>
    tf.tidy(() => {
      const terms = heads.map(({ name, loss, weight }) => {
        const value = loss(
          ofHead('headLosses: targets', targets, name),
          ofHead('headLosses: predictions', predictions, name),
        );
        return weight === 1 ? value : tf.mul(value, weight);
      });
      return tf.addN(terms) as tf.Scalar;
    });
}

/**
 * A metric of one head of several, for `fit` and `evaluate`.
 *
 * @param head its name among the targets and the predictions
 * @param metric of one tensor each
 */
export function headMetric<R>(head: string, metric: Metric<tf.Tensor, R>): Metric<Heads, R, Heads> {
  return {
    update({ labels, predictions }) {
      metric.update({
        labels: ofHead('headMetric: labels', labels, head),
        predictions: ofHead('headMetric: predictions', predictions, head),
      });
    },
    compute: () => metric.compute(),
    reset: () => metric.reset(),
    ...(isWritable(metric) && {
      toJSON: () => metric.toJSON(),
      load: (json: unknown) => loadMetric(metric, json),
    }),
  };
}

function ofHead(what: string, tensors: Heads, name: string): tf.Tensor {
  const tensor = tensors[name];
  if (tensor === undefined) {
    const got = tensors instanceof tf.Tensor ? 'one tensor' : Object.keys(tensors).join(', ');
    throw new RangeError(`${what} must have ${name}, got ${got}`);
  }
  return tensor;
}
