import type { Block } from '@gradlab/plots';
import type { TrainingRecord } from '../run-training.ts';

/** Trainings with their settings and scores, a row each. */
export function trainingTable(caption: string, records: readonly TrainingRecord[]): Block {
  const accuracy = (label: string) => ({ label, format: 'percent', decimals: 2 }) as const;
  return {
    type: 'table',
    caption,
    columns: [
      { label: 'training' },
      { label: 'parameters' },
      { label: 'batch' },
      { label: 'rate', format: 'general' },
      { label: 'epochs' },
      { label: 'kept' },
      accuracy('training'),
      accuracy('validation'),
      accuracy('test'),
      { label: 's per epoch', format: 'fixed', decimals: 1 },
    ],
    rows: records.map(({ label, parameterCount, settings, epochs, keptEpoch, train, validation, test, seconds }) => [
      label,
      parameterCount,
      settings.batchSize,
      settings.learningRate,
      epochs,
      keptEpoch,
      train.accuracy,
      validation.accuracy,
      test.accuracy,
      seconds / epochs,
    ]),
  };
}
