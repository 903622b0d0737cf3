import type { Comparison } from '@gradlab-examples/harness';
import { HEADS } from './heads.ts';
import { EPOCHS, PLANS } from './plan.ts';
import type { Training } from './run-training.ts';

/** Digit, colour and joint accuracy of every training on test digits; a run of another length has none published beside it. */
export function compare(trainings: readonly Training[]): Comparison[] {
  return trainings.flatMap(({ id, label, epochs, test }) => {
    const published = epochs === EPOCHS ? PLANS.find((plan) => plan.id === id)?.published : null;
    return ([...HEADS, 'joint'] as const).map(
      (what): Comparison => ({
        what: label,
        measure: `${what === 'joint' ? 'digit and colour' : what}: test accuracy`,
        ours: test[what],
        published: published?.[what] ?? null,
      }),
    );
  });
}
