import { glorotUniform, type Initializer, normal, zeros } from '@gradlab/init';

/** How the weights start. Biases start at zero in all three. */
export type Initialisation = 'zero' | 'normal' | 'glorot';

/** The three in the order of the reports. */
export const initialisations: readonly Initialisation[] = ['zero', 'normal', 'glorot'];

/** Their names in tables and legends. */
export const initialisationNames: Readonly<Record<Initialisation, string>> = {
  zero: 'Zero',
  normal: 'Normal N(0, 1)',
  glorot: 'Glorot uniform',
};

/** The initialiser that goes with a name. */
export const initializers: Readonly<Record<Initialisation, Initializer>> = {
  zero: zeros(),
  normal: normal(),
  glorot: glorotUniform(),
};

/** Whose report it is: the solution's, team Équipe de l'humour's, team skhwkk05's. */
export type SettingId = 'A1-S' | 'A1-H' | 'A1-K';

/** A coursework experiment on initialisation: the network and how it is trained. */
export interface Setting {
  readonly id: SettingId;
  readonly title: string;
  /** Sizes of the hidden layers; ReLU after each. */
  readonly hidden: readonly number[];
  readonly batchSize: number;
  readonly learningRate: number;
  /** Passes over 50,000 digits. */
  readonly epochs: number;
  /** Passes of a quick run. */
  readonly quickEpochs: number;
  /** Whether it ends with the weights of the epoch that is best on the validation digits. */
  readonly keepBest: boolean;
}

/** IFT6135 homework 1, problem 1, as the solution report prints it. */
export const solutionSetting: Setting = {
  id: 'A1-S',
  title: 'zero, normal and Glorot initialisation of 784-500-400-10',
  hidden: [500, 400],
  batchSize: 64,
  learningRate: 7e-4,
  epochs: 10,
  quickEpochs: 5,
  keepBest: false,
};

/** The same problem as team Équipe de l'humour prints it. */
export const humourSetting: Setting = {
  id: 'A1-H',
  title: 'the same three for 784-700-300-10, with regularisation',
  hidden: [700, 300],
  batchSize: 16,
  learningRate: 0.01,
  epochs: 10,
  quickEpochs: 5,
  keepBest: true,
};

/**
 * The same problem as team skhwkk05 shows it, by its curves. Of the network it prints only that there are two hidden layers: sizes, rate and
 * batch size are those of the largest network of its own table of sizes.
 */
export const curvesSetting: Setting = {
  id: 'A1-K',
  title: 'curves of the same three for two hidden layers',
  hidden: [512, 512],
  batchSize: 100,
  learningRate: 0.01,
  epochs: 60,
  quickEpochs: 8,
  keepBest: false,
};
