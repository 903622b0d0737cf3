import type { Reading, SweepName } from './plan.ts';
import type { SweepTraining } from './run-sweeps.ts';

/** Infinite where the loss was not finite, so that it is worse than any other. */
const orInfinite = (loss: number | null | undefined): number => loss ?? Number.POSITIVE_INFINITY;

/** A training's loss on the validation points after its last epoch; infinite where it was not finite. */
export const validationLoss = ({ validationLosses, diverged }: SweepTraining): number =>
  orInfinite(diverged === null ? validationLosses.at(-1) : null);

/** Its loss on the training points after its last epoch; infinite where it was not finite. */
export const trainingLoss = ({ losses, diverged }: SweepTraining): number =>
  orInfinite(diverged === null ? losses.at(-1) : null);

/** Whether it ended worse than it began: its training loss is not finite, or above that before the first update. */
export const hasDiverged = (training: SweepTraining): boolean =>
  !(trainingLoss(training) <= orInfinite(training.losses[0]));

/** The trainings of one sweep by one reading, in the order of what is swept. */
export const ofSweep = (trainings: readonly SweepTraining[], sweep: SweepName, reading: Reading): SweepTraining[] =>
  trainings.filter((each) => each.sweep === sweep && each.reading === reading);

/** The one of the least validation loss; the first among equals, none if no loss is finite. */
export function bestOf(trainings: readonly SweepTraining[]): SweepTraining | undefined {
  const finite = trainings.filter((training) => Number.isFinite(validationLoss(training)));
  return finite.toSorted((a, b) => validationLoss(a) - validationLoss(b))[0];
}

/** The training loss that each had reached when the one that ends first had ended; one that breaks off ends nothing. */
export function lossesAtEqualTime(trainings: readonly SweepTraining[]): { training: SweepTraining; loss: number }[] {
  const total = ({ seconds }: SweepTraining): number => seconds.reduce((sum, each) => sum + each, 0);
  const limit = trainings
    .filter(({ diverged }) => diverged === null)
    .reduce((least, training) => Math.min(least, total(training)), Number.POSITIVE_INFINITY);
  return trainings.map((training) => {
    let [elapsed, epochs] = [0, 0];
    for (const each of training.seconds) {
      elapsed += each;
      if (elapsed <= limit) epochs += 1;
    }
    const brokeOff = training.diverged !== null && epochs === training.seconds.length;
    return { training, loss: brokeOff ? Number.POSITIVE_INFINITY : orInfinite(training.losses[epochs]) };
  });
}
