import { counted, percent } from '@gradlab-examples/harness';
import { lowestLoss, nameOf, scoresAfter } from './comparison.ts';
import type { Training } from './run-training.ts';

// Every sentence here is worked out from the numbers of the run; none is known beforehand.

/** Which network tested best, and how far it learnt its training digits by heart. */
export function bestFinding(trainings: readonly Training[]): string {
  const [best] = [...trainings].sort((a, b) => b.test.accuracy - a.test.accuracy);
  if (best === undefined) return '';
  const onTraining = scoresAfter(best, 'train').find(({ epoch }) => epoch === best.keptEpoch)?.accuracy ?? Number.NaN;
  const count = best.parameterCount.toLocaleString('en-US');
  return `The best test accuracy is ${percent(best.test.accuracy)}, of ${nameOf(best)} with ${count} parameters and the weights of epoch ${best.keptEpoch}; on its training digits it reaches ${percent(onTraining)}.`;
}

/** A convolutional network beside the perceptron of its size. */
export function pairFinding(network: Training, perceptron: Training): string {
  const [ours, theirs] = [1 - network.test.accuracy, 1 - perceptron.test.accuracy];
  const names = `${network.network.name} errs on ${percent(ours)} of the test digits, ${perceptron.network.name} on ${percent(theirs)}`;
  if (ours === theirs) return `${names}: no difference.`;
  const [more, less] = ours < theirs ? [theirs, ours] : [ours, theirs];
  const who = ours < theirs ? 'the perceptron errs' : 'the convolutional network errs';
  return less === 0 ? `${names}.` : `${names}: ${who} ${(more / less).toFixed(1)} times as often.`;
}

/** What dropout did to the validation loss. */
export function dropoutFinding(without: Training, dropout: Training): string {
  const [a, b] = [lowestLoss(without), lowestLoss(dropout)];
  const change = b.loss < a.loss ? 'lowers' : b.loss > a.loss ? 'raises' : 'does not change';
  return `Dropout ${change} the least validation loss: ${b.loss.toFixed(4)} (epoch ${b.epoch}) with it, ${a.loss.toFixed(4)} (epoch ${a.epoch}) without; test accuracy ${percent(dropout.test.accuracy)} against ${percent(without.test.accuracy)}.`;
}

/** Whether a long training overfits: what became of the validation loss after its least value. */
export function longFinding(training: Training): string {
  const least = lowestLoss(training);
  const [validation, train] = [scoresAfter(training, 'validation').at(-1), scoresAfter(training, 'train').at(-1)];
  if (validation === undefined || train === undefined) return '';
  const course =
    validation.loss > 1.05 * least.loss
      ? `rises again to ${validation.loss.toFixed(4)}: it overfits`
      : `stays there (${validation.loss.toFixed(4)} at the end): it does not overfit`;
  return `${nameOf(training)}: in ${counted(training.settings.epochs, 'epoch')} the validation loss falls to ${least.loss.toFixed(4)} at epoch ${least.epoch} and ${course}; the training accuracy ends at ${percent(train.accuracy)}, the validation accuracy at ${percent(validation.accuracy)}.`;
}

/** The pair of digits that is confused most. */
export function confusionFinding({ confusion }: Training): string {
  const pairs = confusion.flatMap((row, truth) =>
    row.map((count, prediction) => ({ truth, prediction, count })).filter((cell) => cell.truth !== cell.prediction),
  );
  const [worst] = pairs.sort((a, b) => b.count - a.count);
  if (worst === undefined || worst.count === 0) return 'No test digit is mistaken for another.';
  return `Most often a ${worst.truth} is taken for a ${worst.prediction}: ${worst.count} times.`;
}
