import { type Dataset, type Field, split, type Targets } from '@gradlab/datasets';
import { foldIn } from '@gradlab/random';

/** The three uses of examples: to train on, to choose by, and to test on once. */
export const PARTS = ['train', 'validation', 'test'] as const;

/** How many examples each part has. */
export type PartSizes = Readonly<Record<(typeof PARTS)[number], number>>;

/** What an experiment is run on; its examples have one target unless it says otherwise. */
export interface StudyData<Y extends Targets = Field> extends Readonly<Record<(typeof PARTS)[number], Dataset<Y>>> {
  /** What it is, for reports: `MNIST` only if every byte is MNIST's. */
  readonly name: string;
  /** Whether it is what the published figures are for, all of it. */
  readonly isReference: boolean;
  /** SHA-256 of what was loaded: says which data a result was got with. */
  readonly digests: Readonly<Record<string, string>>;
  /** Of an experiment on several sets, how many examples each has, by its name; the three parts are then those of the first. */
  readonly sets?: Readonly<Record<string, PartSizes>>;
}

/** The sizes of the three parts. */
export function sizesOf(data: Pick<StudyData<Targets>, (typeof PARTS)[number]>): PartSizes {
  return { train: data.train.size, validation: data.validation.size, test: data.test.size };
}

/** The same of each set, by its name: of the data itself where there is one. */
export function sizesOfSets(data: StudyData<Targets>): Readonly<Record<string, PartSizes>> {
  return data.sets ?? { [data.name]: sizesOf(data) };
}

/**
 * Cuts each part down to a quick run's size by a seeded draw that keeps the proportions of the classes.
 *
 * @param data of which parts that are small enough stay whole
 * @param sizes the most examples of each part
 */
export function subsetOf<D extends StudyData>(data: D, sizes: PartSizes, seed: number): D {
  const cut = PARTS.map((part) => {
    const whole = data[part];
    const count = Math.min(sizes[part], whole.size);
    if (count === whole.size) return [part, whole] as const;
    const shares = { kept: count, rest: whole.size - count };
    return [part, split(whole, shares, { seed: foldIn(foldIn(seed, 'subset'), part), stratify: true }).kept] as const;
  });
  const isWhole = cut.every(([part, { size }]) => size === data[part].size);
  if (isWhole) return data;
  const name = `a subset of ${data.name}`;
  return { ...data, ...Object.fromEntries(cut), name, isReference: false };
}

/**
 * Refuses data of which a part is empty.
 *
 * @throws RangeError that names the part
 */
export function requireExamples<D extends StudyData<Targets>>(data: D, noun: string): D {
  for (const part of PARTS) {
    if (data[part].size === 0) {
      throw new RangeError(`--data: ${data.name} must hold at least one ${part} ${noun}, got none`);
    }
  }
  return data;
}
