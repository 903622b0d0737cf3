import type { Callback, StepRecord } from '@gradlab/train';
import type { TrainingEvent } from '../worker/contract.ts';

const WINDOWS_PER_EPOCH = 20;

/** What had been seen when a window ended. */
interface Seen {
  readonly examples: number;
  readonly loss: number;
  readonly correct: number;
}

const NOTHING: Seen = { examples: 0, loss: 0, correct: 0 };

/**
 * Tells the loss and accuracy of each twentieth of an epoch. Counted in updates and not in time, so that the same seed draws the
 * same curves.
 *
 * @param clock in milliseconds, of the time in which the training was not held up
 */
export function progressWindows(
  stepsPerEpoch: number,
  clock: () => number,
  tell: (event: TrainingEvent) => void,
): Callback {
  const length = Math.ceil(stepsPerEpoch / WINDOWS_PER_EPOCH);
  let before = NOTHING;
  let [seconds, stepBegan] = [0, 0];
  return {
    onEpochBegin() {
      before = NOTHING;
      [seconds, stepBegan] = [0, clock()];
    },
    onStepEnd(record) {
      const now = clock();
      seconds += (now - stepBegan) / 1000;
      stepBegan = now;
      if (record.step % length !== 0 && record.step !== stepsPerEpoch) return;
      const seen = totals(record);
      tell({ type: 'progress', ...place(record, stepsPerEpoch), ...difference(seen, before, seconds) });
      before = seen;
      seconds = 0;
    },
  };
}

function totals(record: StepRecord): Seen {
  const { examples } = record;
  return { examples, loss: record.loss * examples, correct: Number(record.metrics().accuracy) * examples };
}

function place({ epoch, step }: StepRecord, stepsPerEpoch: number): { epoch: number; position: number } {
  return { epoch, position: epoch - 1 + step / stepsPerEpoch };
}

function difference(
  now: Seen,
  before: Seen,
  seconds: number,
): { loss: number; accuracy: number; examplesPerSecond: number } {
  const examples = now.examples - before.examples;
  return {
    loss: (now.loss - before.loss) / examples,
    accuracy: (now.correct - before.correct) / examples,
    examplesPerSecond: examples / seconds,
  };
}
