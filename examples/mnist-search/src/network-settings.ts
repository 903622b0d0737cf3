import type { ActivationName } from '@gradlab/models';
import { DIGIT_CLASSES, type NetworkReference } from '@gradlab-examples/harness';

/** A perceptron of two hidden layers and how it is trained, as plain JSON. */
export interface NetworkSettings {
  readonly activation: ActivationName;
  readonly hidden: readonly [number, number];
  readonly batchSize: number;
  readonly learningRate: number;
  /** λ of the penalty λ/2·‖W‖² on the mean loss. */
  readonly l2: number;
  /** Of the stochastic gradient descent; 0 for none. */
  readonly momentum: number;
  /** Rate of a dropout after each hidden layer. */
  readonly dropout: number;
  /** Whether the rate stays, or falls to zero along a cosine over the whole training. */
  readonly schedule: 'constant' | 'cosine';
  /** Whether each digit is turned and moved a little, otherwise in every epoch. */
  readonly augmentation: boolean;
}

const PIXELS = 28 * 28;
const CLASSES = DIGIT_CLASSES.length;

/** Plain stochastic gradient descent on ReLU layers, but for what is named. */
export function networkSettings(
  settings: Pick<NetworkSettings, 'hidden' | 'batchSize' | 'learningRate'> & Partial<NetworkSettings>,
): NetworkSettings {
  return {
    activation: 'relu',
    l2: 0,
    momentum: 0,
    dropout: 0,
    schedule: 'constant',
    augmentation: false,
    ...settings,
  };
}

/** Weights and biases of 784-h₁-h₂-10. */
export function countParameters([first, second]: readonly [number, number]): number {
  return (PIXELS + 1) * first + (first + 1) * second + (second + 1) * CLASSES;
}

/** What builds the network. */
export function networkOf({ hidden, activation, dropout }: NetworkSettings): NetworkReference {
  return { builder: 'mlp', options: { inputShape: [28, 28, 1], hidden, outputs: CLASSES, activation, dropout } };
}
