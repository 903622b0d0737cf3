import type { Block } from '@gradlab/plots';
import { counted, networkTable, paragraph } from '@gradlab-examples/harness';
import type { Training } from '../run-training.ts';
import { initialisationNames, initialisations } from '../settings.ts';

/** Says which initialisation was run if not all were: A3 alone trains one of them. */
export function titleOf(trainings: readonly Training[]): string {
  const [first] = trainings;
  if (first === undefined) return '';
  const run = initialisations.filter((each) => trainings.some(({ plan }) => plan.initialisation === each));
  const { id, title } = first.plan.setting;
  const names = run.map((each) => initialisationNames[each]).join(', ');
  return `${id}: ${title}${run.length === initialisations.length ? '' : ` (here: ${names})`}`;
}

/** How a setting was trained, and its network as a table. */
export function networkBlocks([first]: readonly Training[]): Block[] {
  if (first === undefined) return [];
  const { setting } = first.plan;
  return [
    paragraph(
      `Plain mini-batch stochastic gradient descent, learning rate ${setting.learningRate}, batch size ${setting.batchSize}, ${counted(first.epochs, 'epoch')}; ReLU hidden layers, softmax cross-entropy, biases from zero.`,
    ),
    networkTable(first.layers, first.parameterCount),
  ];
}

/** How the printed settings were read. */
export function readingBlocks(trainings: readonly Training[]): Block[] {
  const readings = new Map(trainings.map(({ plan }) => [plan.reading.id, plan.reading]));
  return [
    { type: 'heading', text: 'Readings of the printed settings' },
    { type: 'facts', items: [...readings.values()].map(({ label, description }) => [label, description] as const) },
  ];
}
