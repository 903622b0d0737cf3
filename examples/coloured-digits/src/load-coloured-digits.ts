import { type ColouredTargets, colouredDigits } from '@gradlab/datasets';
import { foldIn } from '@gradlab/random';
import { type ExperimentContext, loadDigits, type PartSizes, type StudyData } from '@gradlab-examples/harness';

/** Digits in colours, each with two targets. */
export type ColouredDigits = StudyData<ColouredTargets>;

/**
 * Digits as every experiment has them, drawn or MNIST, and every one in one of eight colours.
 *
 * @param context where from, how much, and the seed that the colours follow from
 * @param quick sizes of a quick run
 */
export async function loadColouredDigits(
  context: Pick<ExperimentContext, 'source' | 'profile' | 'seed' | 'signal' | 'log'>,
  quick: PartSizes,
): Promise<ColouredDigits> {
  const digits = await loadDigits(context, quick);
  const colour = (part: keyof PartSizes) =>
    colouredDigits({ digits: digits[part], seed: foldIn(foldIn(context.seed, 'colours'), part) });
  return {
    name: `coloured ${digits.name}`,
    isReference: digits.isReference,
    digests: digits.digests,
    train: colour('train'),
    validation: colour('validation'),
    test: colour('test'),
  };
}
