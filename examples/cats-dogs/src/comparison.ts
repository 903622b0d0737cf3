import type { Comparison } from '@gradlab-examples/harness';
import { accuracyOf } from './scores.ts';
import type { Results } from './training.ts';

/** Every training's accuracy on validation and test photos, with what was published of it. */
export function compare({ labels, trainings }: Results): Comparison[] {
  return trainings.flatMap(({ label, published, validation, test }) => [
    {
      what: label,
      measure: 'validation accuracy',
      ours: accuracyOf(labels.validation, validation),
      published: published.validation ?? null,
    },
    { what: label, measure: 'test accuracy', ours: accuracyOf(labels.test, test), published: published.test ?? null },
  ]);
}
