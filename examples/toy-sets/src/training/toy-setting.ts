import type { NetworkReference } from '@gradlab-examples/harness';

/** What the loss is of; `softmax` has two outputs, the others one. */
export const LOSSES = ['mse', 'bce', 'softmax', 'softmax-sum'] as const;
export type LossName = (typeof LOSSES)[number];
export const OPTIMIZERS = ['sgd', 'adam', 'rmsProp'] as const;
export type OptimizerName = (typeof OPTIMIZERS)[number];
export const ACTIVATIONS = ['sigmoid', 'tanh', 'relu'] as const;
export type Activation = (typeof ACTIVATIONS)[number];

/** One network and how it is trained, as plain data. */
export interface ToySetting {
  /** Units of the hidden layers; none for a linear model. */
  readonly hidden: readonly number[];
  readonly activation: Activation;
  /** `softmax-sum` is summed over the batch; the others are means. */
  readonly loss: LossName;
  readonly optimizer: OptimizerName;
  readonly learningRate: number;
  readonly batchSize: number;
}

const OPTIMIZER_NAMES: Readonly<Record<OptimizerName, string>> = { sgd: 'SGD', adam: 'Adam', rmsProp: 'RMSprop' };
const ACTIVATION_NAMES: Readonly<Record<Activation, string>> = { sigmoid: 'sigmoid', tanh: 'tanh', relu: 'ReLU' };
const LOSS_NAMES: Readonly<Record<LossName, string>> = {
  mse: 'MSE',
  bce: 'BCE',
  softmax: 'softmax',
  'softmax-sum': 'softmax, summed',
};

const outputsOf = ({ loss }: Pick<ToySetting, 'loss'>): number => (loss.startsWith('softmax') ? 2 : 1);

/** Sizes and activation: `2-100-150-1 ReLU`. */
function networkName(setting: Pick<ToySetting, 'hidden' | 'activation' | 'loss'>): string {
  const sizes = ['2', ...setting.hidden, outputsOf(setting)].join('-');
  return setting.hidden.length === 0 ? `${sizes} linear` : `${sizes} ${ACTIVATION_NAMES[setting.activation]}`;
}

/** Network, loss, optimiser and rate: `2-75-1 ReLU, BCE, Adam 0.05`. */
export function settingName(setting: ToySetting): string {
  const { loss, optimizer, learningRate } = setting;
  return `${networkName(setting)}, ${LOSS_NAMES[loss]}, ${OPTIMIZER_NAMES[optimizer]} ${learningRate}`;
}

/** An activation, optimiser or loss as texts have it; anything else as it is. */
export function wordFor(value: string | number): string {
  const names: Readonly<Record<string, string>> = { ...OPTIMIZER_NAMES, ...ACTIVATION_NAMES, ...LOSS_NAMES };
  return names[value] ?? String(value);
}

/** What builds its network. */
export function networkOf(setting: ToySetting): NetworkReference {
  const { hidden, activation } = setting;
  return { builder: 'mlp', options: { inputShape: [2], hidden, activation, outputs: outputsOf(setting) } };
}
