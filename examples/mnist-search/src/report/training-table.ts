import type { Block } from '@gradlab/plots';
import type { TrainingRecord } from '../run-training.ts';

/** Trainings with the epoch whose weights were scored, and the scores, a row each. */
export function trainingTable(caption: string, records: readonly TrainingRecord[]): Block {
  const accuracy = (label: string) => ({ label, format: 'percent', decimals: 2 }) as const;
  return {
    type: 'table',
    caption,
    columns: [
      { label: 'network' },
      { label: 'parameters' },
      { label: 'epoch', align: 'right' },
      accuracy('training'),
      accuracy('validation'),
      accuracy('test'),
    ],
    rows: records.map(({ label, parameterCount, epochs, keptEpoch, train, validation, test }) => [
      label,
      parameterCount,
      keptEpoch === epochs ? String(epochs) : `${keptEpoch} of ${epochs}`,
      train.accuracy,
      validation.accuracy,
      test.accuracy,
    ]),
  };
}
