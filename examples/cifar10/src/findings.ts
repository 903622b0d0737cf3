import { counted, percent } from '@gradlab-examples/harness';
import type { Difference } from './differences.ts';
import { course, lastGap, type Training } from './training.ts';

// Every sentence here is worked out from the numbers of the run; none is known beforehand.

const share = (value: number): string => percent(value, 1);
const points = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(100 * value).toFixed(1)}`;

const VERDICTS: Readonly<Record<Difference['verdict'], string>> = {
  gain: 'a gain',
  loss: 'a loss',
  neither: 'not told from no change',
};

/** What one change brought. */
export function differenceFinding({ after, before, gain, lower, upper, pValue, verdict }: Difference): string {
  const chance = pValue < 0.001 ? 'p < 0.001' : `p = ${pValue.toFixed(3)}`;
  return `${after.label}, after ${before.label}: ${share(after.test.accuracy)} of the test pictures against ${share(before.test.accuracy)}, ${points(gain)} points (95 % from ${points(lower)} to ${points(upper)}, ${chance}): ${VERDICTS[verdict]}.`;
}

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
  return `Best on the validation pictures is “${best.label}” with ${share(best.validation.accuracy)} (weights of epoch ${best.keptEpoch} of ${best.settings.epochs}); on the test pictures it reaches ${share(best.test.accuracy)}.`;
}

/** Whether a training learns its pictures by heart: what became of the validation loss after its least value. */
export function overfittingFinding(training: Training): string {
  const validation = course(training, 'validation');
  const [first] = validation;
  const last = validation.at(-1);
  if (first === undefined || last === undefined) return '';
  const least = validation.reduce((least, score) => (score.loss < least.loss ? score : least), first);
  const course_ =
    last.loss > 1.05 * least.loss
      ? `rises again to ${last.loss.toFixed(3)}: it overfits`
      : `is ${last.loss.toFixed(3)} at the end: it does not overfit yet`;
  return `${training.label}: the validation loss falls to ${least.loss.toFixed(3)} at epoch ${least.epoch} and ${course_}. After the last epoch it has ${share(last.accuracy + lastGap(training))} of training and ${share(last.accuracy)} of validation pictures right, ${points(lastGap(training))} points apart.`;
}

/** Which rows learn by heart most and least. */
export function gapsFinding(trainings: readonly Training[]): string {
  const ranked = [...trainings].sort((a, b) => lastGap(b) - lastGap(a));
  const [widest, narrowest] = [ranked[0], ranked.at(-1)];
  if (widest === undefined || narrowest === undefined || widest === narrowest) return '';
  return `Training and validation accuracy end farthest apart for “${widest.label}” (${points(lastGap(widest))} points) and closest for “${narrowest.label}” (${points(lastGap(narrowest))} points).`;
}

/** Whether a schedule makes the end of a training steadier: how far validation accuracy moves from epoch to epoch in its second half. */
export function steadinessFinding(before: Training, after: Training): string {
  const [without, with_] = [movement(before), movement(after)];
  if (Number.isNaN(without) || Number.isNaN(with_)) return '';
  const word = with_ < without ? 'steadier' : with_ > without ? 'less steady' : 'as steady';
  return `In the second half of the epochs the validation accuracy moves by ${(100 * with_).toFixed(1)} points from one epoch to the next with “${after.label}” and by ${(100 * without).toFixed(1)} with “${before.label}”: ${word}.`;
}

function movement(training: Training): number {
  const scores = course(training, 'validation');
  const half = scores.slice(Math.floor(scores.length / 2) - 1);
  const moves = half.slice(1).map(({ accuracy }, i) => Math.abs(accuracy - (half[i]?.accuracy ?? Number.NaN)));
  return moves.reduce((sum, move) => sum + move, 0) / moves.length;
}

/** The classes told best and worst, and the pair confused most. */
export function confusionFinding(counts: readonly (readonly number[])[], classes: readonly string[]): string {
  const name = (index: number): string => classes[index] ?? String(index);
  const recalls = counts.map((row, label) => ({ label, recall: recallOf(row, label) }));
  const ranked = recalls.filter(({ recall }) => !Number.isNaN(recall)).sort((a, b) => b.recall - a.recall);
  const [best, worst] = [ranked[0], ranked.at(-1)];
  if (best === undefined || worst === undefined) return '';
  const told = `Told best is ${name(best.label)} (${share(best.recall)}), worst ${name(worst.label)} (${share(worst.recall)}).`;
  const pairs = counts.flatMap((row, label) => row.map((count, prediction) => ({ label, prediction, count })));
  const [most] = pairs.filter((pair) => pair.label !== pair.prediction).sort((a, b) => b.count - a.count);
  if (most === undefined || most.count === 0) return `${told} No picture is mistaken.`;
  return `${told} Most often ${name(most.label)} is taken for ${name(most.prediction)}: ${most.count} times.`;
}

/** The share of a class that is classified rightly. */
export function recallOf(row: readonly number[], label: number): number {
  return (row[label] ?? 0) / row.reduce((sum, count) => sum + count, 0);
}
