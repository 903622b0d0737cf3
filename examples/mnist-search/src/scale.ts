import { type Grid, publishedGrid, smallGrid } from './spaces.ts';

/** How large everything is. */
export interface Scale {
  /** Passes of each kind of training, unless the command says otherwise. */
  readonly epochs: {
    readonly sizes: number;
    readonly grid: number;
    readonly random: number;
    readonly publishedBest: number;
    readonly bestPerceptron: number;
  };
  /** A pass over the digits is made in so many rounds, and halving begins with one for each network. */
  readonly roundsPerEpoch: number;
  readonly grid: Grid;
  readonly random: { readonly leastSize: number; readonly mostSize: number; readonly trials: number };
}

/** The published settings; what the reports leave open (ranges and number of random draws, two lengths) is ours. */
export const FULL: Scale = {
  epochs: { sizes: 60, grid: 15, random: 9, publishedBest: 20, bestPerceptron: 20 },
  // A third of 50,000 digits tells good settings from bad ones.
  roundsPerEpoch: 3,
  grid: publishedGrid,
  random: { leastSize: 64, mostSize: 512, trials: 54 },
};

/** About a minute or two on drawn digits: layers a tenth as wide in the searches, and few epochs. */
export const QUICK: Scale = {
  epochs: { sizes: 12, grid: 5, random: 5, publishedBest: 6, bestPerceptron: 3 },
  // A third of so few tells nothing.
  roundsPerEpoch: 1,
  grid: smallGrid,
  random: { leastSize: 16, mostSize: 64, trials: 27 },
};

/** How many digits `quick` looks at. */
export const QUICK_SIZES = { train: 1500, validation: 500, test: 1000 } as const;
