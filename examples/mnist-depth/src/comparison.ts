import type { Comparison } from '@gradlab-examples/harness';
import { EPOCHS, PLANS } from './plan.ts';
import type { Descent } from './run-descent.ts';
import type { Training } from './run-training.ts';

/** Every training's accuracy on validation and test digits, beside what was published of it at the same rate after as many epochs. */
export function compare(trainings: readonly Training[]): Comparison[] {
  return trainings.flatMap((training) => {
    const plan = PLANS.find(({ id }) => id === training.id);
    // A quick run's rate is its own, however long it is.
    const asPlanned = training.epochs === EPOCHS * (plan?.stretch ?? 0) && training.learningRate === plan?.learningRate;
    const ours = { 'validation accuracy': training.validation.accuracy, 'test accuracy': training.test.accuracy };
    return (['validation accuracy', 'test accuracy'] as const).map((measure): Comparison => {
      const figure = plan?.published.find((each) => each.measure === measure);
      return {
        what: training.label,
        measure,
        ours: ours[measure],
        published: asPlanned && figure !== undefined ? figure.value : null,
      };
    });
  });
}

/** What each descent came to; nothing is published of them. */
export function compareDescents(descents: readonly Descent[]): Comparison[] {
  return descents.map(({ group, label, accuracy }) => ({
    what: `descent by ${group}: ${label}`,
    measure: 'validation accuracy',
    ours: accuracy,
    published: null,
  }));
}

/** Accuracy on the validation digits after each epoch, or on the training digits as the epoch went. */
export function accuraciesAfter({ history }: Training, set: 'train' | 'validation'): readonly number[] {
  return history.map(({ epoch, metrics, evaluations }) => {
    const accuracy = set === 'train' ? metrics.accuracy : evaluations[set]?.accuracy;
    if (typeof accuracy !== 'number') {
      throw new TypeError(`accuraciesAfter: ${set} must have an accuracy after epoch ${epoch}`);
    }
    return accuracy;
  });
}
