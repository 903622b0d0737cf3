import { type Comparison, counted } from '@gradlab-examples/harness';
import { NLL_CONSTANT } from './gaussian/likelihood.ts';
import { DEPTHS, EPOCHS, gridName, PUBLISHED } from './plan.ts';
import type { SetResult } from './results.ts';
import { meanScore, ranked } from './training/grid-summary.ts';

const MSE = 'test loss (MSE of prices in [0, 1])';
const R2 = 'test R²';

/** Every figure of a set that has, or could have, a published counterpart. */
export function compare(set: SetResult): Comparison[] {
  return [
    { what: `${set.name}, least squares`, measure: MSE, ours: set.leastSquares.test.mse, published: null },
    { what: `${set.name}, least squares`, measure: R2, ours: set.leastSquares.test.r2, published: null },
    ...compareDepths(set),
    ...compareGrid(set),
    ...compareGaussian(set),
  ];
}

/** A run of another length has no published end to stand beside. */
const besideRun = (epochs: number, value: number): number | null => (epochs === EPOCHS ? value : null);

/** On [0, 1], which is taken for the published scaling. */
function compareDepths({ name, depths }: SetResult): Comparison[] {
  return depths.flatMap(({ id, layers, scaling, epochs, test }) => {
    const published = DEPTHS.find((plan) => plan.id === id)?.published ?? null;
    if (scaling !== 'unit' || published === null) return [];
    const what = `${name}, ${counted(layers, 'layer')}`;
    return [
      { what, measure: MSE, ours: test.mse, published: besideRun(epochs, published) },
      { what, measure: R2, ours: test.r2, published: null },
    ];
  });
}

/** The best by validation: the report prints a fifth figure without its network. */
function compareGrid({ name, grid }: SetResult): Comparison[] {
  const [best] = ranked(grid);
  if (best === undefined) return [];
  const what = `${name}, best of the sweep (${gridName(best)})`;
  return [
    { what, measure: MSE, ours: meanScore(best, 'test', 'mse'), published: besideRun(best.epochs, PUBLISHED.fifth) },
    { what, measure: R2, ours: meanScore(best, 'test', 'r2'), published: null },
  ];
}

/** Whether the published figures have ½ log 2π in them is not said: both readings. */
function compareGaussian({ name, gaussian }: SetResult): Comparison[] {
  return gaussian.flatMap(({ scaling, epochs, validation, test }) => {
    if (scaling !== 'unit') return [];
    const readings = [
      ['without ½ log 2π', 0],
      ['with ½ log 2π', NLL_CONSTANT],
    ] as const;
    return readings.flatMap(([reading, constant]): Comparison[] => {
      const what = `${name}, Gaussian, ${reading}`;
      return [
        {
          what,
          measure: 'validation loss (NLL)',
          ours: validation.nll + constant,
          published: besideRun(epochs, PUBLISHED.validationNll),
        },
        {
          what,
          measure: 'test loss (NLL)',
          ours: test.nll + constant,
          published: besideRun(epochs, PUBLISHED.testNll),
        },
      ];
    });
  });
}
