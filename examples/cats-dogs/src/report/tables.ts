import type { Block } from '@gradlab/plots';
import { networkTable } from '@gradlab-examples/harness';
import { INTERVAL_SEED } from '../findings.ts';
import { INPUT_NAMES } from '../inputs.ts';
import { accuracyOf, intervalOf } from '../scores.ts';
import type { Results, Training } from '../training.ts';

/** How each training was done and how it ended. */
export function trainingsTable({ labels, trainings }: Results): Block {
  return {
    type: 'table',
    caption: 'The trainings.',
    columns: [
      { label: 'training' },
      { label: 'settings' },
      { label: 'epochs' },
      { label: 'kept' },
      { label: 'validation', format: 'percent' },
      { label: 'test', format: 'percent' },
      { label: 's per epoch', format: 'fixed', decimals: 1 },
    ],
    rows: trainings.map(({ label, settings, history, keptEpoch, failure, validation, test, seconds }) => [
      label,
      settingsOf(settings),
      failure === null ? history.length : null,
      failure === null ? keptEpoch : null,
      accuracyOf(labels.validation, validation),
      accuracyOf(labels.test, test),
      failure === null ? seconds / history.length : null,
    ]),
  };
}

function settingsOf({ input, optimisation, learningRate, l2, dropout }: Training['settings']): string {
  const momentum =
    optimisation.kind === 'sgd' && optimisation.momentum > 0 ? ` (momentum ${optimisation.momentum})` : '';
  const optimiser = optimisation.kind === 'adam' ? 'Adam' : `SGD${momentum}`;
  const penalty = l2 > 0 ? `, L2 ${l2}` : '';
  return `${INPUT_NAMES[input]}; ${optimiser}, rate ${learningRate}${penalty}${dropout > 0 ? `, dropout ${dropout}` : ''}`;
}

/** Accuracies with their intervals. */
export function intervalTable({ labels }: Results, trainings: readonly Training[]): Block {
  const columns = ['validation', 'from', 'to', 'test', 'from ', 'to '].map((label) => ({
    label,
    format: 'percent' as const,
    decimals: 1,
  }));
  return {
    type: 'table',
    caption: 'Accuracies, and the ends of their 95 % bootstrap intervals.',
    columns: [{ label: 'training' }, ...columns],
    rows: trainings.map(({ label, validation, test }) => {
      const ours = [
        intervalOf(labels.validation, validation, INTERVAL_SEED),
        intervalOf(labels.test, test, INTERVAL_SEED),
      ];
      return [label, ...ours.flatMap(({ estimate, lower, upper }) => [estimate, lower, upper])];
    }),
  };
}

/** Each network once. */
export function networkTables(trainings: readonly Training[]): Block[] {
  const networks = new Map(trainings.map(({ network, layers }) => [network.name, { network, layers }]));
  return [...networks.values()].flatMap(({ network, layers }) => [
    { type: 'heading', text: network.name } as const,
    networkTable(layers, network.parameterCount, network.description),
  ]);
}
