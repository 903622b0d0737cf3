/** What can be run by itself. */
export const PARTS = ['toy', 'digits'] as const;
export type Part = (typeof PARTS)[number];

/** One network and how it is trained, by plain gradient descent. */
export interface Plan {
  readonly id: Part;
  readonly label: string;
  /** Shape of one example. */
  readonly inputShape: readonly number[];
  readonly hidden: number;
  readonly classes: number;
  readonly learningRate: number;
  readonly batchSize: number;
  readonly epochs: number;
}

/** How many points of the plane there are. */
export const TOY_SIZES = { train: 200, test: 200 } as const;

const toy: Plan = {
  id: 'toy',
  label: 'Circles',
  inputShape: [2],
  hidden: 10,
  classes: 2,
  learningRate: 0.1,
  batchSize: 10,
  epochs: 100,
};

const digits: Plan = {
  id: 'digits',
  label: 'Digits',
  inputShape: [28, 28, 1],
  hidden: 32,
  classes: 10,
  learningRate: 0.1,
  batchSize: 32,
  epochs: 5,
};

/**
 * What is trained, in the order of the report.
 *
 * @param only the parts; all unless given
 * @param epochs in place of each plan's own
 */
export function plansOf(only: readonly string[] | undefined, epochs?: number): readonly Plan[] {
  return [toy, digits]
    .filter(({ id }) => only === undefined || only.includes(id))
    .map((plan) => ({ ...plan, epochs: epochs ?? plan.epochs }));
}

/** `784-32-10` */
export function sizesOf({ inputShape, hidden, classes }: Plan): string {
  return [inputShape.reduce((product, size) => product * size, 1), hidden, classes].join('-');
}
