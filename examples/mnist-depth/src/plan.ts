import type { Profile } from '@gradlab-examples/harness';
import type { LossName, OutputName } from './losses.ts';

/** What can be run by itself. */
export const PARTS = ['depth', 'loss', 'activations', 'explosion'] as const;
export type Part = (typeof PARTS)[number];

/** Networks of the zoo, each after the first with a convolution more; the last has twice the channels. */
export const NETWORKS = ['digitsLinear', 'digitsCnn10x1', 'digitsCnn10x2', 'digitsCnn10x3', 'digitsCnn20x3'] as const;
export type NetworkName = (typeof NETWORKS)[number];

/** What the report prints. */
export interface Published {
  readonly measure: 'validation accuracy' | 'test accuracy';
  readonly value: number;
}

/** One training to run. */
export interface Plan {
  /** The name of its files. */
  readonly id: string;
  /** Its name in tables and legends. */
  readonly label: string;
  readonly part: Exclude<Part, 'explosion'>;
  readonly network: NetworkName;
  /** Of the hidden layers; none where there are none. */
  readonly activation: 'tanh' | 'sigmoid' | null;
  readonly output: OutputName;
  readonly loss: LossName;
  readonly learningRate: number;
  /** How many times as long as the others it is trained. */
  readonly stretch: number;
  readonly published: readonly Published[];
}

/** Of the usual training. Only that of the longest is published: 50. */
export const EPOCHS = 5;
export const BATCH_SIZE = 10;
const SQUARED_ERROR_RATE = 0.1;
/** The mean of ten squares has small gradients; with 0.1 a few hundred steps show nothing. */
export const QUICK_SQUARED_ERROR_RATE = 1;
const CROSS_ENTROPY_RATE = 0.025;
const LONG = 10;
/** A quick run shows the figure, not what it means. */
const QUICK_LONG = 2;

type Settings = Pick<Plan, 'id' | 'label' | 'part' | 'network'> & Partial<Plan>;

const plan = (settings: Settings): Plan => ({
  activation: settings.network === 'digitsLinear' ? null : 'tanh',
  output: 'softmax',
  loss: 'squared error',
  learningRate: settings.loss === 'cross-entropy' ? CROSS_ENTROPY_RATE : SQUARED_ERROR_RATE,
  stretch: 1,
  published: [],
  ...settings,
});

/** The exercise does not say of which digits the shares before the last are; the last is called the validation digits'. */
const validation = (value: number): Published => ({ measure: 'validation accuracy', value });

/** Every training, in the order of the report. */
export const PLANS: readonly Plan[] = [
  plan({ id: 'linear', label: 'linear', part: 'depth', network: 'digitsLinear', published: [validation(0.8802)] }),
  plan({
    id: 'conv-1',
    label: '1 convolution of 10',
    part: 'depth',
    network: 'digitsCnn10x1',
    published: [validation(0.9509)],
  }),
  plan({
    id: 'conv-2',
    label: '2 convolutions of 10',
    part: 'depth',
    network: 'digitsCnn10x2',
    published: [validation(0.9647)],
  }),
  plan({
    id: 'conv-3',
    label: '3 convolutions of 10',
    part: 'depth',
    network: 'digitsCnn10x3',
    published: [validation(0.9717)],
  }),
  plan({ id: 'conv-3-wide', label: '3 convolutions of 20', part: 'depth', network: 'digitsCnn20x3' }),
  plan({
    id: 'linear-entropy',
    label: 'linear, cross-entropy',
    part: 'loss',
    network: 'digitsLinear',
    loss: 'cross-entropy',
  }),
  plan({
    id: 'conv-3-wide-entropy',
    label: '3 convolutions of 20, cross-entropy',
    part: 'loss',
    network: 'digitsCnn20x3',
    loss: 'cross-entropy',
    stretch: LONG,
    published: [validation(0.9821), { measure: 'test accuracy', value: 0.9839 }],
  }),
  plan({
    id: 'linear-sigmoid',
    label: 'linear, sigmoid outputs',
    part: 'activations',
    network: 'digitsLinear',
    output: 'sigmoid',
  }),
  plan({
    id: 'linear-tanh',
    label: 'linear, tanh outputs',
    part: 'activations',
    network: 'digitsLinear',
    output: 'tanh',
  }),
  plan({
    id: 'conv-3-sigmoid',
    label: '3 convolutions of 10, sigmoid',
    part: 'activations',
    network: 'digitsCnn10x3',
    activation: 'sigmoid',
  }),
];

/** Trainings without which a part has nothing to be compared with, by name. */
const NEEDED: Readonly<Partial<Record<Part, readonly string[]>>> = {
  loss: ['linear', 'conv-3-wide'],
  activations: ['linear', 'conv-3'],
};

/**
 * The trainings of some parts.
 *
 * @param only the parts; all unless given
 * @param profile a quick run's long training is not very long, and by squared error its few steps are longer
 */
export function plansOf(only: readonly string[] | undefined, profile: Profile): readonly Plan[] {
  const parts = only ?? PARTS;
  const needed = parts.flatMap((part) => NEEDED[part as Part] ?? []);
  const wanted = PLANS.filter(({ part, id }) => parts.includes(part) || needed.includes(id));
  return profile === 'quick' ? wanted.map(quickened) : wanted;
}

function quickened(plan: Plan): Plan {
  const learningRate = plan.loss === 'squared error' ? QUICK_SQUARED_ERROR_RATE : plan.learningRate;
  return { ...plan, learningRate, stretch: Math.min(plan.stretch, QUICK_LONG) };
}
