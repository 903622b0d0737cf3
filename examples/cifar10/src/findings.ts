import { counted, percent } from '@gradlab-examples/harness';
import type { Difference } from './differences.ts';
import { course, lastGap, leastLoss, type Training } from './training.ts';

// Every sentence here is worked out from the numbers of the run; none is known beforehand.

const share = (value: number): string => percent(value, 1);
const points = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(100 * value).toFixed(1)}`;

/** How the changes came out, all together. */
export function changesFinding(differences: readonly Difference[]): string {
  if (differences.length === 0) return '';
  const named = (verdict: Difference['verdict']): string => {
    const labels = differences.filter((difference) => difference.verdict === verdict).map(({ after }) => after.label);
    return labels.length === 0 ? 'none' : labels.join(', ');
  };
  return `Of ${counted(differences.length, 'change')}, gains: ${named('gain')}. Losses: ${named('loss')}. Not told from no change: ${named('neither')}.`;
}

/** Which row is chosen, and what it does on pictures that nothing was chosen by. */
export function bestFinding(trainings: readonly Training[]): string {
  const [best] = [...trainings].sort((a, b) => b.validation.accuracy - a.validation.accuracy);
  if (best === undefined) return '';
  const equals = trainings.filter((each) => each !== best && each.validation.accuracy === best.validation.accuracy);
  const tie = equals.length === 0 ? '' : `; as good there: ${equals.map(({ label }) => label).join(', ')}`;
  return `Best on the validation pictures is “${best.label}” with ${share(best.validation.accuracy)} (weights of epoch ${best.keptEpoch} of ${best.settings.epochs}); on the test pictures it reaches ${share(best.test.accuracy)}${tie}.`;
}

/** In which rows the validation loss rises again after its least value, by more than a twentieth. */
export function overfittingFinding(trainings: readonly Training[]): string {
  const rising = trainings.filter((training) => {
    const last = course(training, 'validation').at(-1);
    return last !== undefined && last.loss > 1.05 * leastLoss(training).loss;
  });
  if (trainings.length === 0) return '';
  if (rising.length === 0)
    return 'In no row does the validation loss rise again by more than a twentieth after its least value.';
  const labels = rising.map(({ label }) => label).join(', ');
  return `After its least value the validation loss rises again, by more than a twentieth, in ${rising.length} of ${counted(trainings.length, 'row')}: ${labels}.`;
}

/** Which rows learn by heart most and least. */
export function gapsFinding(trainings: readonly Training[]): string {
  const ranked = [...trainings].sort((a, b) => lastGap(b) - lastGap(a));
  const [widest, narrowest] = [ranked[0], ranked.at(-1)];
  if (widest === undefined || narrowest === undefined || widest === narrowest) return '';
  if (lastGap(widest) === lastGap(narrowest)) return '';
  return `After the last epoch training accuracy is most above validation accuracy for “${widest.label}” (${points(lastGap(widest))} points) and least for “${narrowest.label}” (${points(lastGap(narrowest))} points).`;
}

/** Whether a schedule makes the end of a training steadier: how far validation accuracy falls back, from epoch to epoch, in its second half. */
export function steadinessFinding(before: Training, after: Training): string {
  if (before.history.length < 2 || after.history.length < 2) return '';
  const [without, withIt] = [fallsBack(before), fallsBack(after)];
  const word = withIt < without ? 'steadier' : withIt > without ? 'less steady' : 'as steady';
  return `In the second half of the epochs the steps back of the validation accuracy come to ${(100 * withIt).toFixed(1)} points with “${after.label}” and to ${(100 * without).toFixed(1)} with “${before.label}”: ${word}.`;
}

function fallsBack(training: Training): number {
  const scores = course(training, 'validation');
  const half = scores.slice(Math.floor(scores.length / 2) - 1);
  const falls = half.slice(1).map(({ accuracy }, i) => Math.max(0, (half[i]?.accuracy ?? 0) - accuracy));
  return falls.reduce((sum, fall) => sum + fall, 0);
}

/** The classes told best and worst, and the pair confused most. */
export function confusionFinding(counts: readonly (readonly number[])[], classes: readonly string[]): string {
  const name = (index: number): string => classes[index] ?? String(index);
  const recalls = counts.map((row, label) => ({ label, recall: recallOf(row, label) }));
  const ranked = recalls.filter(({ recall }) => !Number.isNaN(recall)).sort((a, b) => b.recall - a.recall);
  const [best, worst] = [ranked[0], ranked.at(-1)];
  if (best === undefined || worst === undefined) return '';
  const named = (recall: number): string =>
    `${ranked.flatMap((each) => (each.recall === recall ? [name(each.label)] : [])).join(', ')} (${share(recall)})`;
  const told =
    best.recall === worst.recall
      ? `Every class is told equally well (${share(best.recall)}).`
      : `Told best is ${named(best.recall)}, worst ${named(worst.recall)}.`;
  const pairs = counts.flatMap((row, label) => row.map((count, prediction) => ({ label, prediction, count })));
  const [most] = pairs.filter((pair) => pair.label !== pair.prediction).sort((a, b) => b.count - a.count);
  if (most === undefined || most.count === 0) return `${told} No picture is mistaken.`;
  return `${told} Most often ${name(most.label)} is taken for ${name(most.prediction)}: ${counted(most.count, 'time')}.`;
}

/** The share of a class that is classified rightly. */
export function recallOf(row: readonly number[], label: number): number {
  return (row[label] ?? 0) / row.reduce((sum, count) => sum + count, 0);
}
