import { type TwoHeadedZooName, zoo } from '@gradlab/models';

/** What can be run by itself. */
export const PARTS = ['shared', 'separate'] as const;
export type Part = (typeof PARTS)[number];

/** A network to train. */
export interface Plan {
  /** The name of its files, and of its part. */
  readonly id: Part;
  /** Its name in tables and legends. */
  readonly label: string;
  readonly network: TwoHeadedZooName;
  readonly description: string;
  /** Of the final network; null for the other, of which nothing is published. */
  readonly published: { readonly digit: number; readonly colour: number; readonly joint: number } | null;
}

/** Passes over the digits; the exercise prints no number. */
export const EPOCHS = 8;
export const BATCH_SIZE = 64;
/** The learning rate at the beginning and in the end. */
export const RATES = { first: 1e-3, last: 1e-5 } as const;

/** One trunk for both heads, and one for each. */
export const PLANS: readonly Plan[] = [
  {
    id: 'shared',
    label: 'a shared trunk',
    network: 'colouredDigitsShared',
    description: zoo.colouredDigitsShared.description,
    published: null,
  },
  {
    id: 'separate',
    label: 'separate trunks',
    network: 'colouredDigitsSeparate',
    description: zoo.colouredDigitsSeparate.description,
    published: { digit: 0.9913, colour: 1, joint: 0.9913 },
  },
];

/** The trainings of some parts; all unless they are given. */
export function plansOf(only: readonly string[] | undefined): readonly Plan[] {
  return PLANS.filter(({ id }) => only?.includes(id) ?? true);
}
