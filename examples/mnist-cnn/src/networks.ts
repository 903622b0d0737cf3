import { zoo } from '@gradlab/models';
import type { NetworkReference } from '@gradlab-examples/harness';

/** A network that can be built again and again. */
export interface Network {
  /** Its name in tables and legends. */
  readonly name: string;
  readonly description: string;
  readonly parameterCount: number;
  /** Whether a report gives its layers, or they are ours. */
  readonly design: 'published' | 'ours';
  /** What builds it. */
  readonly reference: NetworkReference;
}

type ConvolutionalName = 'mnistCnn160k' | 'mnistCnn570k' | 'mnistCnn2k' | 'mnistCnn207k';

/** A network of the zoo, with dropout at a rate if one is given. */
export function convolutional(name: ConvolutionalName, dropout?: number): Network {
  const { parameterCount, description, design } = zoo[name];
  const changes = dropout === undefined ? {} : { dropout };
  return {
    name: `CNN ${parameterCount.toLocaleString('en-US')}`,
    description,
    parameterCount,
    design,
    reference: { builder: 'zoo', name, options: changes },
  };
}

// 784 inputs and a bias into each hidden unit, and from each to ten outputs; ten more biases.
const PER_HIDDEN_UNIT = 784 + 1 + 10;
const OUTPUT_BIASES = 10;

/** The perceptron of one hidden layer with as many units as a number of parameters pays for. */
export function perceptronWithin(budget: number): Network {
  const units = Math.floor((budget - OUTPUT_BIASES) / PER_HIDDEN_UNIT);
  const parameterCount = PER_HIDDEN_UNIT * units + OUTPUT_BIASES;
  return {
    name: `MLP ${parameterCount.toLocaleString('en-US')}`,
    description: `784-${units}-10, ReLU`,
    parameterCount,
    design: 'ours',
    reference: { builder: 'mlp', options: { inputShape: [28, 28, 1], hidden: [units], outputs: 10 } },
  };
}
