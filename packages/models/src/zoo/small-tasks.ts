import { cnnEntry, mlpEntry, type ZooEntry } from './zoo-entry.ts';

const PLANE = { inputShape: [2], outputs: 1 } as const;
const DIGITS = { inputShape: [28, 28, 1], outputs: 10 } as const;
// Boston's, the smaller of the two usual sets of house prices, has 13 inputs.
const HOUSES = { inputShape: [13], outputs: 1, activation: 'tanh' } as const;

function toy(hidden: readonly number[], parameterCount: number): ZooEntry {
  const description = ['2', ...hidden, '1'].join('-');
  const facts = { experiment: 'D1', design: 'published', description, parameterCount } as const;
  return mlpEntry(facts, { ...PLANE, hidden, activation: 'relu' });
}

function digits(channels: number, count: number, parameterCount: number): ZooEntry {
  const features = Array.from({ length: count }, () => [channels, 'pool' as const]).flat();
  const each = count === 1 ? '3×3 same convolution' : `${count} 3×3 same convolutions`;
  const description = `${each} of ${channels}, a pool after each, dense 10; kernels and pools were not reported`;
  return cnnEntry({ experiment: 'D2', design: 'ours', description, parameterCount }, { ...DIGITS, features });
}

function houses(hidden: readonly number[], outputs: number, parameterCount: number): ZooEntry {
  const description = `13-${[...hidden, outputs].join('-')}, tanh${outputs === 2 ? '; mean and log-variance' : ''}; sizes from the 5 to 20 reported`;
  return mlpEntry({ experiment: 'D4', design: 'ours', description, parameterCount }, { ...HOUSES, hidden, outputs });
}

/** Their names. */
export type SmallTaskName =
  | 'toyLinear'
  | 'toyMlp75'
  | 'toyMlp100x150'
  | 'toyTanh10'
  | 'digitsLinear'
  | 'digitsCnn10x1'
  | 'digitsCnn10x2'
  | 'digitsCnn10x3'
  | 'digitsCnn20x3'
  | 'housesLinear'
  | 'housesMlp10'
  | 'housesMlp10x2'
  | 'housesMlp10x4'
  | 'housesGaussian';

/** Networks for toy sets, digits and house prices. */
export const smallNetworks: Readonly<Record<SmallTaskName, ZooEntry>> = {
  toyLinear: toy([], 3),
  toyMlp75: toy([75], 301),
  toyMlp100x150: toy([100, 150], 15_601),
  toyTanh10: mlpEntry(
    {
      experiment: 'E2',
      design: 'ours',
      description: '2-10-2, tanh; one of the hidden sizes swept',
      parameterCount: 52,
    },
    { ...PLANE, hidden: [10], outputs: 2, activation: 'tanh' },
  ),
  digitsLinear: mlpEntry(
    { experiment: 'D2', design: 'published', description: 'one dense layer', parameterCount: 7_850 },
    { ...DIGITS, hidden: [] },
  ),
  digitsCnn10x1: digits(10, 1, 19_710),
  digitsCnn10x2: digits(10, 2, 5_920),
  digitsCnn10x3: digits(10, 3, 2_830),
  digitsCnn20x3: digits(20, 3, 9_250),
  housesLinear: houses([], 1, 14),
  housesMlp10: houses([10], 1, 151),
  housesMlp10x2: houses([10, 10], 1, 261),
  housesMlp10x4: houses([10, 10, 10, 10], 1, 481),
  housesGaussian: houses([20, 20], 2, 742),
};
