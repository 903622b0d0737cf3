import type { NetworkReference } from '@gradlab-examples/harness';

/** What can be run by itself. */
export const PARTS = ['exercises', 'networks', 'receptive-fields', 'larger-image'] as const;
export type Part = (typeof PARTS)[number];

/** The networks of the assignment, by their names in the zoo. */
export const NETWORKS = [
  'mnistMlp500x400',
  'mnistMlp700x300',
  'mnistMlp228x213Tanh',
  'mnistMlp512x512',
  'mnistMlp600x400',
  'mnistCnn160k',
  'mnistCnn570k',
  'mnistCnn2k',
  'mnistCnn207k',
  'catsCnn3M',
  'catsCnn66M',
  'catsCnnLarge',
  'catsVgg',
  'toyMlp75',
  'toyMlp100x150',
  'digitsLinear',
  'digitsCnn10x1',
  'digitsCnn20x3',
  'colouredDigitsShared',
  'colouredDigitsSeparate',
  'housesMlp10x4',
  'toyTanh10',
  'cifarCnn1M',
  'vgg11',
  'vgg16',
  'vgg19',
] as const;

/** Of these the report has every layer. */
export const DETAILED = ['mnistCnn570k', 'cifarCnn1M', 'vgg16'] as const;

/** Networks whose receptive fields are measured; of the first layer by layer. */
export const MEASURED = [
  'cifarCnn1M',
  'mnistCnn160k',
  'mnistCnn570k',
  'mnistCnn2k',
  'mnistCnn207k',
  'digitsCnn20x3',
  'vgg16',
] as const;

/** Without padding, so that a place of a larger image sees what the network sees of a digit. */
export const NETWORK: NetworkReference = {
  builder: 'cnn',
  options: {
    inputShape: [28, 28, 1],
    features: [{ filters: 8, kernelSize: 5 }, 'pool', { filters: 16, kernelSize: 5 }, 'pool'],
    outputs: 10,
  },
};

export const TRAINING = { epochs: 3, fullEpochs: 1, batchSize: 32, learningRate: 2e-3 } as const;
