import { greatestDifference } from './check-gradients.ts';
import { NAMES } from './network.ts';
import type { Course } from './train.ts';

/** How far two trainings are apart in one epoch. */
export interface EpochDifference {
  /** From 1. */
  readonly epoch: number;
  /** Greatest difference of the loss of a batch. */
  readonly loss: number;
  /** Greatest difference of a weight after the epoch. */
  readonly weight: number;
}

/** The distance of two trainings from the same first weights on the same batches. */
export function differencesOf(a: Course, b: Course): EpochDifference[] {
  return a.batchLosses.map((losses, i) => {
    const [ours, theirs] = [a.weights[i], b.weights[i]];
    const weights = NAMES.map((name) => greatestDifference(ours?.[name] ?? [], theirs?.[name] ?? [Number.NaN]));
    return {
      epoch: i + 1,
      loss: greatestDifference(losses, b.batchLosses[i] ?? []),
      weight: Math.max(...weights),
    };
  });
}

/** Mean loss of each epoch over its batches, as they were trained on. */
export function curveOf({ batchLosses }: Course): number[] {
  return batchLosses.map((losses) => losses.reduce((sum, loss) => sum + loss, 0) / losses.length);
}
