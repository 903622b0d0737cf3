import { describeShape } from '@gradlab-internal/checks';
import * as tf from '@tensorflow/tfjs-core';
import type { Batch, Predictor } from '../contracts.ts';
import { eventLoopBreather } from '../fit/breathe.ts';

/** What a classifier says of one example. Plain data. */
export interface ClassifiedExample {
  /** Its place in the data, from 0. */
  readonly index: number;
  /** The true class. */
  readonly label: number;
  /** The class of the largest probability, the lowest one among equals. */
  readonly prediction: number;
  /** The probability of the predicted class, in [0, 1]: how sure the model is. */
  readonly probability: number;
  /** The probability of the true class, in [0, 1]. */
  readonly labelProbability: number;
  /** −log of that, in nats. */
  readonly loss: number;
}

/**
 * What a classifier says of each example, for the analysis of its errors: those that are wrong and sure, those it cannot tell.
 *
 * @param model logits `[batch, classes]`, or `[batch, 1]`: the logit of class 1 against class 0
 * @param data batches with int32 labels `[batch]`; each is disposed by whoever yields it
 * @param options `signal` to stop it
 * @returns an entry for each example, in the order of the data; probabilities are computed in doubles
 * @throws TypeError if labels are not int32; RangeError if shapes do not fit or a label is no class; the signal's reason when it is
 *   aborted
 * @example
 * ```ts
 * import { mlp } from '@gradlab/models';
 * import { classifyExamples } from '@gradlab/train';
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 *
 * async function* data() {
 *   yield { x: tf.randomNormal([50, 2], 0, 1, 'float32', 1), y: tf.zeros([50], 'int32') };
 * }
 * const model = mlp({ inputShape: [2], hidden: [8], outputs: 2, seed: 1 });
 * const examples = await classifyExamples(model, data());
 * const wrong = examples.filter(({ label, prediction }) => label !== prediction);
 * const surelyWrong = wrong.filter(({ probability }) => probability > 0.95);
 * const undecided = examples.filter(({ probability }) => probability < 0.55); // of two classes: around one half
 * console.log(wrong.length, surelyWrong.length, undecided.length);
 * model.dispose();
 * ```
 */
export async function classifyExamples(
  model: Predictor,
  data: AsyncIterable<Batch>,
  { signal }: { readonly signal?: AbortSignal | undefined } = {},
): Promise<ClassifiedExample[]> {
  const breathe = eventLoopBreather();
  const examples: ClassifiedExample[] = [];
  signal?.throwIfAborted();
  for await (const { x, y } of data) {
    const rows = tf.tidy(() => logitRows(y, model.apply(x, { training: false })));
    for (const { label, logits } of rows) examples.push({ index: examples.length, label, ...judge(label, logits) });
    await breathe();
    signal?.throwIfAborted();
  }
  return examples;
}

/** An alias, for a tidy returns no interface. */
type LogitRow = { label: number; logits: number[] };

function logitRows(labels: tf.Tensor, logits: tf.Tensor): LogitRow[] {
  if (labels.dtype !== 'int32') {
    throw new TypeError(`classifyExamples: labels must be int32 class indices, got ${labels.dtype}`);
  }
  const [batch = 0, outputs = 0] = logits.shape;
  if (logits.rank !== 2 || outputs === 0 || labels.rank !== 1 || labels.shape[0] !== batch) {
    const got = `${describeShape(labels.shape)} and ${describeShape(logits.shape)}`;
    throw new RangeError(`classifyExamples: labels must have shape [batch] and logits [batch,classes], got ${got}`);
  }
  const values = logits.dataSync();
  const classes = Math.max(2, outputs);
  return Array.from(labels.dataSync(), (label, i) => {
    if (label < 0 || label >= classes) {
      throw new RangeError(`classifyExamples: labels must be in [0, ${classes}), got ${label}`);
    }
    const row = Array.from(values.subarray(i * outputs, (i + 1) * outputs));
    // One logit z is that of class 1 against class 0, which is what the logits 0 and z say.
    return { label, logits: outputs === 1 ? [0, ...row] : row };
  });
}

function judge(label: number, logits: readonly number[]): Omit<ClassifiedExample, 'index' | 'label'> {
  const largest = Math.max(...logits);
  const logTotal = largest + Math.log(logits.reduce((sum, z) => sum + Math.exp(z - largest), 0));
  const logProbability = (k: number): number => (logits[k] ?? Number.NaN) - logTotal;
  // A row with a NaN has no largest; class 0 then stands with a probability that is none.
  const prediction = Math.max(0, logits.indexOf(largest));
  return {
    prediction,
    probability: Math.exp(logProbability(prediction)),
    labelProbability: Math.exp(logProbability(label)),
    // Adding zero makes 0 of −0, the loss of a class that is certain.
    loss: -logProbability(label) + 0,
  };
}
