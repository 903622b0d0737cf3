import { counted, percent } from '@gradlab-examples/harness';
import { accuraciesAfter } from './comparison.ts';
import type { Training } from './run-training.ts';

// Every sentence here is worked out from the numbers of the run; none is known beforehand.

/** How the error on validation digits went from each network to the next. */
export function depthFinding(trainings: readonly Training[]): string {
  const steps = trainings.slice(1).map((training, i) => {
    const before = trainings[i]?.validation.accuracy ?? Number.NaN;
    const points = 100 * (training.validation.accuracy - before);
    const change = points === 0 ? 'no change' : `${points > 0 ? '+' : '−'}${Math.abs(points).toFixed(2)} points`;
    return `${percent(training.validation.accuracy)} with ${training.label} (${change})`;
  });
  const [first] = trainings;
  if (first === undefined) return '';
  return `Validation accuracy: ${[`${percent(first.validation.accuracy)} with ${first.label}`, ...steps].join(', ')}.`;
}

/** Two trainings of which one is of another loss, with its own rate, or of another activation; after as many epochs as both have. */
export function pairFinding(first: Training, second: Training): string {
  const [a, b] = [accuraciesAfter(first, 'validation'), accuraciesAfter(second, 'validation')];
  const epochs = Math.min(a.length, b.length);
  const [one, other] = [a[epochs - 1] ?? Number.NaN, b[epochs - 1] ?? Number.NaN];
  const verdict =
    one === other ? 'no difference' : `“${one > other ? first.label : second.label}” is ahead by ${points(one, other)}`;
  const rates =
    first.learningRate === second.learningRate
      ? ''
      : ` Their rates are ${first.learningRate} and ${second.learningRate}.`;
  return `After ${counted(epochs, 'epoch')} “${first.label}” is right on ${percent(one)} of the validation digits, “${second.label}” on ${percent(other)}: ${verdict}.${rates}`;
}

const points = (a: number, b: number): string => `${(100 * Math.abs(a - b)).toFixed(2)} points`;

/** What the training that is best on validation digits reached. */
export function bestFinding(trainings: readonly Training[]): string {
  const [best] = [...trainings].sort((a, b) => b.validation.accuracy - a.validation.accuracy);
  if (best === undefined) return '';
  const count = best.parameterCount.toLocaleString('en-US');
  return `Best on the validation digits is “${best.label}” with ${count} parameters and the weights of epoch ${best.keptEpoch} of ${best.epochs}: ${percent(best.validation.accuracy)} of them, and ${percent(best.test.accuracy)} of the test digits.`;
}
