import type { Model } from '@gradlab/models';
import { predict } from '@gradlab/train';
import { inOrder } from '@gradlab-examples/harness';
import type { ScaledHouses } from '../data/scale-houses.ts';

/** What a network says of the houses of a part, in dollars. */
export interface PredictedPrices {
  readonly means: Float64Array;
  /** Standard deviations; of a network without a log-variance none. */
  readonly sigmas: Float64Array;
}

/**
 * Asks a network for prices and brings them to dollars.
 *
 * @param model one output: the price; two: its mean and log-variance
 */
export async function predictPrices(
  model: Model,
  houses: ScaledHouses,
  part: 'train' | 'validation' | 'test',
  signal: AbortSignal,
): Promise<PredictedPrices> {
  const { offset, scale } = houses.price;
  const outputs = await predict(model, inOrder(houses[part]), { signal });
  try {
    const values = Float64Array.from(outputs.dataSync());
    const count = outputs.shape[1] ?? 1;
    const means = values.filter((_, i) => i % count === 0);
    const logVariances = values.filter((_, i) => i % count === 1);
    return {
      means: means.map((value) => offset + scale * value),
      sigmas: logVariances.map((value) => scale * Math.exp(value / 2)),
    };
  } finally {
    outputs.dispose();
  }
}
