import type { Comparison } from '@gradlab-examples/harness';
import type { Results } from './results.ts';

/** The counts that are published, and what the checks found. */
export function compare({ exercises = [], fields, larger }: Results): Comparison[] {
  const counts = exercises.flatMap(({ question, value, published }): Comparison[] =>
    published === undefined ? [] : [{ what: 'Exercises', measure: question, ours: value, published }],
  );
  const measured: Comparison[] =
    fields === undefined
      ? []
      : [
          ours(
            'Receptive fields',
            `layers measured as the formula says, of ${fields.length}`,
            fields.filter((field) => !differs(field)).length,
          ),
        ];
  const large: Comparison[] =
    larger === undefined
      ? []
      : [
          ours(
            'Larger image',
            'greatest difference from the crops ÷ largest score',
            larger.greatestDifference / larger.largestScore,
          ),
          ours('Larger image', 'test accuracy of the network', larger.testAccuracy),
        ];
  return [...counts, ...measured, ...large];
}

function ours(what: string, measure: string, value: number): Comparison {
  return { what, measure, ours: value, published: null };
}

/** Whether a measured field is not the formula's. */
export function differs({
  formula,
  measured,
}: {
  readonly formula: readonly number[];
  readonly measured: readonly number[];
}): boolean {
  return formula[0] !== measured[0] || formula[1] !== measured[1];
}
