import { horizontalFlip, randomCrop, subtractImage, type Transform } from '@gradlab/augment';
import type { Dataset, Field } from '@gradlab/datasets';
import { inTurn } from '@gradlab-examples/harness';
import type { Changes } from './plan.ts';

/** By how many pixels a picture is shifted at most; what comes in at the side is black. */
export const PADDING = 4;

// Of float32, whose eighth digit says nothing.
const DIGITS = 7;

/** The mean of all pictures, pixel by pixel, in the units of a batch. */
export function meanImage({ x, size }: Dataset<Field>): readonly number[] {
  const { data, shape, scale = 1 } = x;
  const elements = shape.reduce((product, length) => product * length, 1);
  const sums = new Float64Array(elements);
  for (let i = 0; i < data.length; i++) {
    const at = i % elements;
    sums[at] = (sums[at] ?? 0) + (data[i] ?? 0);
  }
  return Array.from(sums, (sum) => Number(((scale * sum) / size).toPrecision(DIGITS)));
}

/**
 * What is done to every picture before the network sees it, in training or not.
 *
 * @param train the training pictures, whose mean is taken from all others too
 * @returns nothing where pixels go in as they are, from 0 to 1
 */
export function inputTransform(changes: Changes, train: Dataset<Field>): Transform | undefined {
  return changes.meanImage ? subtractImage({ shape: train.x.shape, values: meanImage(train) }) : undefined;
}

/** What is done to training pictures alone, anew in each epoch. */
export function augmentation({ flip, crop }: Pick<Changes, 'flip' | 'crop'>, side: number): Transform | undefined {
  return inTurn(
    flip ? horizontalFlip({ probability: 0.5 }) : undefined,
    crop ? randomCrop({ size: side, padding: PADDING }) : undefined,
  );
}
