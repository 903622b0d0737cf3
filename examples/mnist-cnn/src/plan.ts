import type { Profile } from '@gradlab-examples/harness';
import { convolutional, type Network, perceptronWithin } from './networks.ts';

/** What can be run by itself. */
export const PARTS = ['B-H', 'B-K', 'B-K-tiny', 'B-S', 'perceptrons', 'dropout', 'long-K', 'long-tiny'] as const;
export type Part = (typeof PARTS)[number];

/** What a report prints. */
export interface Published {
  readonly measure: 'validation accuracy' | 'test accuracy' | 'validation loss';
  readonly value: number;
  /** After how many epochs. */
  readonly epochs: number;
}

/** One training to run. */
export interface Plan {
  /** `b-k`: the name of its files. */
  readonly id: string;
  /** `B-K`: its name in tables. */
  readonly label: string;
  readonly part: Part;
  readonly network: Network;
  readonly learningRate: number;
  readonly dropout?: number;
  /** How many times as long as the others it is trained. */
  readonly stretch: number;
  readonly published: readonly Published[];
}

/** Of the usual training; ten in the reports. */
export const EPOCHS = 10;
export const BATCH_SIZE = 64;
const LEARNING_RATE = 1e-3;
// A few thousand weights are moved farther by each example than half a million are.
const TINY_LEARNING_RATE = 5e-3;
/** The rate is not published. */
const DROPOUT = 0.5;
/** "100 epochs against the tiny one": ten times the usual. */
const LONG = 10;
/** Long enough that a quick run shows the figure, not what it means. */
const QUICK_LONG = 2;

type Settings = Pick<Plan, 'id' | 'label' | 'part' | 'network'> & Partial<Plan>;

const plan = (settings: Settings): Plan => ({ learningRate: LEARNING_RATE, stretch: 1, published: [], ...settings });

const [h, k, s] = [convolutional('mnistCnn160k'), convolutional('mnistCnn570k'), convolutional('mnistCnn207k')];
const tiny = convolutional('mnistCnn2k');

const perceptrons = [k, s, h, tiny].map((network): Plan => {
  const equal = perceptronWithin(network.parameterCount);
  const learningRate = network === tiny ? TINY_LEARNING_RATE : LEARNING_RATE;
  return plan({
    id: `mlp-${equal.parameterCount}`,
    label: equal.name,
    part: 'perceptrons',
    network: equal,
    learningRate,
  });
});

/** Every training, in the order of the report. */
export const PLANS: readonly Plan[] = [
  plan({
    id: 'b-h',
    label: 'B-H',
    part: 'B-H',
    network: h,
    published: [{ measure: 'validation accuracy', value: 0.9841, epochs: 10 }],
  }),
  plan({
    id: 'b-k',
    label: 'B-K',
    part: 'B-K',
    network: k,
    published: [{ measure: 'test accuracy', value: 0.9859, epochs: 10 }],
  }),
  plan({
    id: 'b-k-tiny',
    label: 'B-K-tiny',
    part: 'B-K-tiny',
    network: tiny,
    learningRate: TINY_LEARNING_RATE,
    published: [{ measure: 'test accuracy', value: 0.971, epochs: 10 }],
  }),
  plan({
    id: 'b-s',
    label: 'B-S',
    part: 'B-S',
    network: s,
    published: [
      { measure: 'validation accuracy', value: 0.98, epochs: 10 },
      { measure: 'validation loss', value: 0.08, epochs: 10 },
    ],
  }),
  ...perceptrons,
  plan({
    id: 'b-s-dropout',
    label: `B-S, dropout ${DROPOUT}`,
    part: 'dropout',
    network: convolutional('mnistCnn207k', DROPOUT),
    dropout: DROPOUT,
    published: [{ measure: 'validation loss', value: 0.074, epochs: 10 }],
  }),
  plan({ id: 'b-k-long', label: 'B-K, long', part: 'long-K', network: k, stretch: LONG }),
  plan({
    id: 'b-k-tiny-long',
    label: 'B-K-tiny, long',
    part: 'long-tiny',
    network: tiny,
    stretch: LONG,
    learningRate: TINY_LEARNING_RATE,
  }),
];

/** Trainings without which a part has nothing to be compared with. */
const NEEDED: Readonly<Partial<Record<Part, readonly Part[]>>> = { dropout: ['B-S'] };

/**
 * The trainings of some parts.
 *
 * @param only the parts; all unless given
 * @param profile a quick run's long trainings are not very long
 */
export function plansOf(only: readonly string[] | undefined, profile: Profile): readonly Plan[] {
  const wanted = new Set((only ?? PARTS).flatMap((part) => [part, ...(NEEDED[part as Part] ?? [])]));
  return PLANS.filter(({ part }) => wanted.has(part)).map((each) =>
    profile === 'quick' ? { ...each, stretch: Math.min(each.stretch, QUICK_LONG) } : each,
  );
}
