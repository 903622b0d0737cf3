import * as tf from '@tensorflow/tfjs-core';
import type { Predictions, Predictor } from '../contracts.ts';
import { eventLoopBreather } from '../fit/breathe.ts';

/**
 * What a model predicts for data, all of it in one tensor.
 *
 * @param model what to ask
 * @param data batches; only their inputs are used, and each is disposed by whoever yields it
 * @param options `signal` to stop it
 * @returns `[examples, …]`, or a record of it by head, in the order of the data; the caller disposes it
 * @throws RangeError if there is no batch; the signal's reason when it is aborted
 * @example
 * ```ts
 * import { mlp } from '@gradlab/models';
 * import { predict } from '@gradlab/train';
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 *
 * async function* data() {
 *   for (let i = 0; i < 3; i++) yield { x: tf.fill([4, 2], i) };
 * }
 * const model = mlp({ inputShape: [2], hidden: [8], outputs: 5, seed: 1 });
 * const logits = await predict(model, data());
 * console.log(logits.shape); // [12, 5]
 * tf.dispose(logits);
 * model.dispose();
 * ```
 */
export async function predict<P extends Predictions = tf.Tensor>(
  model: Predictor<P>,
  data: AsyncIterable<{ readonly x: tf.Tensor }>,
  { signal }: { readonly signal?: AbortSignal | undefined } = {},
): Promise<P> {
  const breathe = eventLoopBreather();
  const parts: P[] = [];
  try {
    signal?.throwIfAborted();
    for await (const { x } of data) {
      parts.push(model.apply(x, { training: false }));
      await breathe();
      signal?.throwIfAborted();
    }
    return joined(parts);
  } finally {
    for (const part of parts) tf.dispose(part);
  }
}

function joined<P extends Predictions>(parts: readonly P[]): P {
  const [first] = parts;
  if (first === undefined) throw new RangeError('predict: data must yield at least one batch, got none');
  return tf.tidy(() => {
    if (first instanceof tf.Tensor) return tf.concat([...(parts as readonly tf.Tensor[])]);
    const heads = Object.keys(first).map((head) => {
      const tensors = parts.map((part) => (part as Readonly<Record<string, tf.Tensor>>)[head] as tf.Tensor);
      return [head, tf.concat(tensors)] as const;
    });
    return Object.fromEntries(heads);
  }) as P;
}
