import type { ActivationName } from '../layers/activation.ts';
import { cnnEntry, mlpEntry, type ZooEntry } from './zoo-entry.ts';

const MNIST = { inputShape: [28, 28, 1], outputs: 10 } as const;

function mlpOf(
  experiment: string,
  hidden: readonly [number, number],
  parameterCount: number,
  activation: ActivationName = 'relu',
): ZooEntry {
  const description = `784-${hidden.join('-')}-10, ${activation === 'relu' ? 'ReLU' : activation}`;
  return mlpEntry({ experiment, design: 'published', description, parameterCount }, { ...MNIST, hidden, activation });
}

/** Their names. */
export type MnistName =
  | 'mnistMlp500x400'
  | 'mnistMlp700x300'
  | 'mnistMlp228x213Tanh'
  | 'mnistMlp512x512'
  | 'mnistMlp256x256'
  | 'mnistMlp512x256'
  | 'mnistMlp64x64'
  | 'mnistMlp32x32'
  | 'mnistMlp600x400'
  | 'mnistCnn160k'
  | 'mnistCnn570k'
  | 'mnistCnn2k'
  | 'mnistCnn207k';

/** Networks for 28×28 digits. */
export const mnistNetworks: Readonly<Record<MnistName, ZooEntry>> = {
  mnistMlp500x400: mlpOf('A1-S', [500, 400], 596_910),
  mnistMlp700x300: mlpOf('A1-H', [700, 300], 762_810),
  mnistMlp228x213Tanh: mlpOf('A2-H', [228, 213], 229_897, 'tanh'),
  mnistMlp512x512: mlpOf('A2-K', [512, 512], 669_706),
  mnistMlp256x256: mlpOf('A2-K', [256, 256], 269_322),
  mnistMlp512x256: mlpOf('A2-K', [512, 256], 535_818),
  mnistMlp64x64: mlpOf('A2-K', [64, 64], 55_050),
  mnistMlp32x32: mlpOf('A2-K', [32, 32], 26_506),
  mnistMlp600x400: mlpOf('A2-S', [600, 400], 715_410),
  mnistCnn160k: cnnEntry(
    {
      experiment: 'B-H',
      design: 'published',
      description: '3×3 same convolutions 16, 32, 64, pool, 128, pool, dense 10',
      parameterCount: 159_882,
    },
    { ...MNIST, features: [16, 32, 64, 'pool', 128, 'pool'] },
  ),
  mnistCnn570k: cnnEntry(
    {
      experiment: 'B-K',
      design: 'published',
      description: '3×3 same convolutions 18, pool, 36, pool, 72, 72, pool, dense 750, 10',
      parameterCount: 570_436,
    },
    { ...MNIST, features: [18, 'pool', 36, 'pool', 72, 72, 'pool'], hidden: [750] },
  ),
  mnistCnn2k: cnnEntry(
    {
      experiment: 'B-K-tiny',
      design: 'ours',
      description:
        '3×3 same convolutions 2, pool, 4, pool, dense 10; made to have the 2,066 parameters that were reported',
      parameterCount: 2_066,
    },
    { ...MNIST, features: [2, 'pool', 4, 'pool'] },
  ),
  mnistCnn207k: cnnEntry(
    {
      experiment: 'B-S',
      design: 'published',
      description:
        'convolutions 20 of 5×5, pool, 30 of 4×4, 40 of 3×3, pool, dense 500, 10; with a dropout rate, dropout after the third convolution and the first dense layer',
      parameterCount: 206_500,
    },
    {
      ...MNIST,
      features: [
        { filters: 20, kernelSize: 5 },
        'pool',
        { filters: 30, kernelSize: 4 },
        { filters: 40, kernelSize: 3 },
        'dropout',
        'pool',
      ],
      hidden: [500],
    },
  ),
};
