import { circles, type Dataset, type Field, moons, spirals, split } from '@gradlab/datasets';
import { foldIn, type Seed } from '@gradlab/random';
import { digestOf, type PartSizes, type StudyData } from '@gradlab-examples/harness';

export const SET_NAMES = ['circles', 'moons', 'spirals'] as const;
export type SetName = (typeof SET_NAMES)[number];

/** One set of points in its three parts. */
export interface ToySet extends Readonly<Record<'train' | 'validation' | 'test', Dataset<Field>>> {
  readonly name: SetName;
}

/** Several sets of points. */
export interface ToyData extends StudyData {
  readonly points: readonly [ToySet, ...ToySet[]];
}

/** What each set is drawn with: noise small enough that the classes hardly touch, so that all points can be told apart. */
const DRAWS = {
  circles: (size: number, seed: Seed) => circles({ size, seed, noise: 0.05, factor: 0.5 }),
  moons: (size: number, seed: Seed) => moons({ size, seed, noise: 0.08 }),
  spirals: (size: number, seed: Seed) => spirals({ size, seed, noise: 0.02, turns: 1 }),
} as const;

/** What a report says of a set. */
export const SET_FACTS: Readonly<Record<SetName, string>> = {
  circles: 'radii 1 and 0.5, noise 0.05',
  moons: 'radius 1, noise 0.08',
  spirals: 'two arms of one turn, noise 0.02',
};

/**
 * Draws sets of points. There is nothing to download: the sets of the reports are not named.
 *
 * @param names which
 * @param sizes of each set
 */
export function drawSets(names: readonly [SetName, ...SetName[]], sizes: PartSizes, seed: number): ToyData {
  const [firstName, ...otherNames] = names;
  const first = drawSet(firstName, sizes, seed);
  const points = [first, ...otherNames.map((name) => drawSet(name, sizes, seed))] as const;
  const digests = Object.fromEntries(
    points.flatMap(({ name, train, test }) => [
      [`${name} training`, digestOf(train)],
      [`${name} test`, digestOf(test)],
    ]),
  );
  const { train, validation, test } = first;
  return {
    name: `drawn points (${names.join(', ')})`,
    isReference: false,
    digests,
    points: [...points],
    train,
    validation,
    test,
    ...(names.length > 1 && { sets: Object.fromEntries(names.map((name) => [name, sizes])) }),
  };
}

function drawSet(name: SetName, sizes: PartSizes, seed: number): ToySet {
  const size = sizes.train + sizes.validation + sizes.test;
  return { name, ...split(DRAWS[name](size, foldIn(seed, 'data')), { ...sizes }) };
}
