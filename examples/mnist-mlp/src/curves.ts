import type { ClippedScores, Training } from './run-training.ts';

/** A set that was scored before the first and after every epoch. */
export type ScoredSet = 'train' | 'validation';

/** `[epoch, value]` pairs of a score, from epoch 0 (before the first update). */
export function curveOf(training: Training, set: ScoredSet, score: keyof ClippedScores): [number, number][] {
  const after = training.history.map(({ epoch, evaluations }): [number, number] => {
    const value = evaluations[set]?.[score];
    if (typeof value !== 'number')
      throw new TypeError(`curveOf: ${set}.${score} must be a number, got ${String(value)}`);
    return [epoch, value];
  });
  return [[0, training.initial[set][score]], ...after];
}

/** The score after the last epoch. */
export function lastOf(training: Training, set: ScoredSet, score: keyof ClippedScores): number {
  return curveOf(training, set, score).at(-1)?.[1] ?? Number.NaN;
}

/** The first epoch after which the validation accuracy gains less than a point, whatever comes later. */
export function plateauAt(training: Training, gain = 0.01): number {
  const curve = curveOf(training, 'validation', 'accuracy');
  const best = Math.max(...curve.map(([, accuracy]) => accuracy));
  return curve.find(([, accuracy]) => best - accuracy < gain)?.[0] ?? Number.NaN;
}

/** The first epoch of the best validation accuracy. */
export function leastAt(training: Training): number {
  return plateauAt(training, Number.MIN_VALUE);
}
