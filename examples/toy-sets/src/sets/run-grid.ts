import { join } from 'node:path';
import {
  type ChoiceDimension,
  type ConditionalDimension,
  choice,
  conditional,
  gridSearch,
  type Importance,
  importance,
  search,
} from '@gradlab/train';
import type { ExperimentContext } from '@gradlab-examples/harness';
import type { SetName, ToySet } from '../toy-data.ts';
import {
  ACTIVATIONS,
  type Activation,
  OPTIMIZERS,
  type OptimizerName,
  type ToySetting,
} from '../training/toy-setting.ts';
import { trainToy } from '../training/train-toy.ts';
import { LADDER_LOSSES, type LadderLoss } from './plan.ts';

/** One combination of the grid. */
export interface GridTrial {
  /** 1 (linear) to 3. */
  readonly depth: number;
  readonly width?: number;
  readonly activation?: Activation;
  readonly loss: LadderLoss;
  readonly optimizer: OptimizerName;
  readonly learningRate: number;
  /** Validation accuracy; absent if the training failed. */
  readonly score?: number;
}

/** All combinations on one set. */
export interface GridRecord {
  readonly set: SetName;
  readonly trials: readonly GridTrial[];
  /** The share of the scores' variance that each setting explains by itself. */
  readonly importance: readonly Importance[];
  readonly seconds: number;
}

/** What the grid is made of. */
export interface GridScale {
  readonly widths: readonly number[];
  readonly rates: readonly number[];
}

/** The dimensions of the grid, by name. */
type GridSpace = Readonly<{
  depth: ChoiceDimension<number>;
  width: ConditionalDimension<ChoiceDimension<number>>;
  activation: ConditionalDimension<ChoiceDimension<Activation>>;
  loss: ChoiceDimension<LadderLoss>;
  optimizer: ChoiceDimension<OptimizerName>;
  learningRate: ChoiceDimension<number>;
}>;

const BATCH_SIZE = 40;

/** Depth × width × activation × loss × optimiser × learning rate; a linear model has neither width nor activation. */
function gridSpace({ widths, rates }: GridScale): GridSpace {
  const deep = { on: 'depth', values: [2, 3] } as const;
  return {
    depth: choice([1, 2, 3]),
    width: conditional(deep, choice(widths)),
    activation: conditional(deep, choice(ACTIVATIONS)),
    loss: choice(LADDER_LOSSES),
    optimizer: choice(OPTIMIZERS),
    learningRate: choice(rates),
  };
}

/** The network and training of a combination. */
export function settingOf({
  depth,
  width = 1,
  activation = 'relu',
  loss,
  optimizer,
  learningRate,
}: GridTrial): ToySetting {
  const hidden = Array.from({ length: depth - 1 }, () => width);
  return { hidden, activation, loss, optimizer, learningRate, batchSize: BATCH_SIZE };
}

/** Trains every combination on a set and scores it on the validation points. */
export async function runGrid(
  set: ToySet,
  scale: GridScale,
  {
    parts,
    epochs,
    seed,
    signal,
    log,
  }: Pick<ExperimentContext, 'parts' | 'seed' | 'signal' | 'log'> & { readonly epochs: number },
): Promise<GridRecord> {
  const space = gridSpace(scale);
  const { result } = await parts.once(`${set.name}-grid`, { space, epochs, batchSize: BATCH_SIZE }, async (folder) => {
    const found = await search(
      space,
      async (parameters, context) => {
        const run = { epochs, seed: context.seed, signal: context.signal };
        const course = await trainToy(
          settingOf(parameters),
          { train: set.train, test: set.validation },
          run,
          () => null,
        );
        return course.epochs.at(-1)?.test.accuracy ?? Number.NaN;
      },
      {
        strategy: gridSearch(),
        seed,
        signal,
        journal: join(folder, 'journal.jsonl'),
        onEvaluation: (_, { ended, total }) => {
          if (ended % 20 === 0) log(`  ${set.name}, grid: ${ended} of ${total ?? '?'}`);
        },
      },
    );
    const trials = found.trials.map(({ parameters, score }) => ({
      ...parameters,
      ...(score !== undefined && { score }),
    }));
    return { set: set.name, trials, importance: importance(found), seconds: found.seconds };
  });
  return result;
}

/** The best combination; the first among equals. */
export function bestOf({ trials }: GridRecord): GridTrial | undefined {
  const [best] = trials.filter(({ score }) => score !== undefined).sort((a, b) => (b.score ?? 0) - (a.score ?? 0));
  return best;
}
