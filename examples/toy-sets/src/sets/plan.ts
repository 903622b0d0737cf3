import type { ToySetting } from '../training/toy-setting.ts';

/** What can be run by itself. */
export const PARTS = ['ladder', 'best', 'grid'] as const;

/** A network whose accuracy a report gives. */
export interface Step {
  /** `tanh-3`: the middle of its files' names. */
  readonly id: string;
  readonly label: string;
  readonly setting: Omit<ToySetting, 'loss'>;
  readonly published: number;
}

export const EPOCHS = 10;
/** Printed for the best network; the others' is not known. */
const BATCH_SIZE = 40;
/** Not printed for SGD. */
const SGD_RATE = 0.1;
const WIDE = [100, 150] as const;

const sgdStep = (hidden: readonly number[], activation: ToySetting['activation']): Step['setting'] => ({
  hidden,
  activation,
  optimizer: 'sgd',
  learningRate: SGD_RATE,
  batchSize: BATCH_SIZE,
});

/** From the linear model to the one that solves the set, in the order of the report. Each is trained by both losses: which it was is not printed. */
export const LADDER: readonly Step[] = [
  { id: 'linear', label: '1 layer', setting: sgdStep([], 'tanh'), published: 0.594 },
  { id: 'tanh-2', label: '2 layers, tanh', setting: sgdStep([100], 'tanh'), published: 0.7735 },
  { id: 'sigmoid-3', label: '3 layers, sigmoid', setting: sgdStep(WIDE, 'sigmoid'), published: 0.596 },
  { id: 'tanh-3', label: '3 layers, tanh', setting: sgdStep(WIDE, 'tanh'), published: 0.782 },
  { id: 'relu-3', label: '3 layers, ReLU', setting: sgdStep(WIDE, 'relu'), published: 0.998 },
  {
    id: 'adam',
    label: '3 layers, Adam',
    setting: { ...sgdStep(WIDE, 'relu'), optimizer: 'adam', learningRate: 0.01 },
    published: 0.999,
  },
  {
    id: 'rmsprop',
    label: '3 layers, RMSprop',
    setting: { ...sgdStep(WIDE, 'relu'), optimizer: 'rmsProp', learningRate: 0.005 },
    published: 0.998,
  },
];

/** The published best: all its settings are printed but for the activation. */
export const BEST: Step = {
  id: 'best',
  label: 'the published best',
  setting: { hidden: [75], activation: 'relu', optimizer: 'adam', learningRate: 0.05, batchSize: BATCH_SIZE },
  published: 1,
};

/** The losses that every step is trained by. */
export const LADDER_LOSSES = ['bce', 'mse'] as const;
export type LadderLoss = (typeof LADDER_LOSSES)[number];
