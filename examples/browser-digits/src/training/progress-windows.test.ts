import { expect, it } from 'vitest';
import { progressWindows } from './progress-windows.ts';

it('tells the mean of each twentieth of an epoch, and of what is left at its end', async () => {
  const told: unknown[] = [];
  let now = 0;
  const callback = progressWindows(
    25,
    () => now,
    (event) => told.push(event),
  );
  await callback.onEpochBegin?.({ epoch: 2 });
  // Batches of ten, of loss 1 and half right, but the third: loss 4, all right.
  let [lossSum, correct] = [0, 0];
  for (let step = 1; step <= 25; step++) {
    now += 100;
    lossSum += step === 3 ? 40 : 10;
    correct += step === 3 ? 10 : 5;
    const examples = 10 * step;
    const accuracy = correct / examples;
    const [loss, updates] = [lossSum / examples, 25 + step];
    await callback.onStepEnd?.({
      epoch: 2,
      step,
      updates,
      examples,
      loss,
      batchLoss: 0,
      metrics: () => ({ accuracy }),
    });
  }
  // Two updates each, and one at the end.
  expect(told).toHaveLength(13);
  const event = { type: 'progress', epoch: 2, examplesPerSecond: expect.closeTo(100, 9) };
  expect(told[0]).toEqual({ ...event, position: 1.08, loss: 1, accuracy: 0.5 });
  // Sums are got back from means: rounding leaves a little.
  expect(told[1]).toEqual({
    ...event,
    position: 1.16,
    loss: expect.closeTo(2.5, 9),
    accuracy: expect.closeTo(0.75, 9),
  });
  expect(told[12]).toEqual({ ...event, position: 2, loss: expect.closeTo(1, 9), accuracy: expect.closeTo(0.5, 9) });
});
