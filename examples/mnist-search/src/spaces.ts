import { type Constraint, choice, integer, type Json, logUniform, type SearchSpace } from '@gradlab/train';
import { countParameters, type NetworkSettings, networkSettings } from './network-settings.ts';

/** The grid of the solution report, or a smaller one of the same shape. */
export interface Grid {
  readonly learningRates: readonly number[];
  readonly batchSizes: readonly number[];
  /** Of either hidden layer. */
  readonly sizes: readonly number[];
  /** Networks with fewer or more parameters are left out. */
  readonly leastParameters: number;
  readonly mostParameters: number;
}

/** As the solution report prints it; 72 of the 81 networks are between the bounds. */
export const publishedGrid: Grid = {
  learningRates: [0.1, 0.01, 0.001],
  batchSizes: [16, 32, 64],
  sizes: [400, 500, 600],
  leastParameters: 500_000,
  mostParameters: 1_000_000,
};

/** The same with layers a tenth as wide; again the smallest network alone is out. */
export const smallGrid: Grid = {
  ...publishedGrid,
  sizes: [40, 50, 60],
  leastParameters: 33_500,
  mostParameters: 66_000,
};

/** The grid as a space; its points come in the order of the report: the second layer changes fastest. */
export function gridSpace({ learningRates, batchSizes, sizes }: Grid): SearchSpace {
  return {
    learningRate: choice(learningRates),
    batchSize: choice(batchSizes),
    hidden1: choice(sizes),
    hidden2: choice(sizes),
  };
}

/** Which networks of the grid are of the right size. */
export function gridConstraint({ leastParameters, mostParameters }: Grid): Constraint {
  return ({ hidden1, hidden2 }) => {
    const count = countParameters([Number(hidden1), Number(hidden2)]);
    return count >= leastParameters && count <= mostParameters;
  };
}

/** How far the random search reaches. The report names its best network alone, so the ranges about it are ours. */
export function randomSpace({ leastSize, mostSize }: { leastSize: number; mostSize: number }): SearchSpace {
  return {
    activation: choice(['relu', 'tanh', 'sigmoid']),
    hidden1: integer(leastSize, mostSize),
    hidden2: integer(leastSize, mostSize),
    batchSize: choice([16, 32, 64, 128]),
    learningRate: logUniform(1e-3, 0.5),
    lambda: logUniform(1e-6, 1e-2),
  };
}

/** The network that a point of either space stands for. */
export function settingsOf(parameters: Readonly<Record<string, Json>>): NetworkSettings {
  const { activation = 'relu', hidden1, hidden2, batchSize, learningRate, lambda = 0 } = parameters;
  return networkSettings({
    activation: activation as NetworkSettings['activation'],
    hidden: [Number(hidden1), Number(hidden2)],
    batchSize: Number(batchSize),
    learningRate: Number(learningRate),
    l2: Number(lambda),
  });
}
