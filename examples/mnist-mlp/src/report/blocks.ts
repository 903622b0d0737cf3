import type { Block } from '@gradlab/plots';
import { networkTable, paragraph } from '@gradlab-examples/harness';
import type { Training } from '../run-training.ts';

/** How a setting was trained, and its network as a table. */
export function networkBlocks([first]: readonly Training[]): Block[] {
  if (first === undefined) return [];
  const { setting } = first.plan;
  return [
    paragraph(
      `Plain mini-batch stochastic gradient descent, learning rate ${setting.learningRate}, batch size ${setting.batchSize}, ${first.epochs} epochs; ReLU hidden layers, softmax cross-entropy, biases from zero.`,
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
