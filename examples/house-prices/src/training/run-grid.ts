import { foldIn } from '@gradlab/random';
import { buildNetwork } from '@gradlab-examples/harness';
import type { HouseSet } from '../data/house-set.ts';
import { type ScaledHouses, scaleHouses } from '../data/scale-houses.ts';
import { GRID, type GridPlan, gridName, gridNetwork, MSE_RATE } from '../plan.ts';
import { type PriceScores, scorePrices } from '../price-scores.ts';
import { predictPrices } from './predict-prices.ts';
import type { RunContext } from './run-depths.ts';
import { trainNetwork } from './train-network.ts';

/** A network of the sweep, trained from several first weights. */
export interface GridCell extends GridPlan {
  readonly parameterCount: number;
  readonly epochs: number;
  /** One for each training. */
  readonly runs: readonly { readonly validation: PriceScores; readonly test: PriceScores; readonly seconds: number }[];
}

/** Trains every network of the sweep on inputs and prices in [0, 1]; each is a part of the run. */
export async function runGrid(
  set: HouseSet,
  { grid: epochs, repeats }: { readonly grid: number; readonly repeats: number },
  context: RunContext,
): Promise<GridCell[]> {
  const houses = scaleHouses(set, 'unit');
  const cells: GridCell[] = [];
  for (const plan of GRID) {
    const name = gridName(plan);
    const settings = { plan, epochs, repeats, batchSize: set.batchSize };
    const { result } = await context.parts.once(`${set.id}-grid-${name.replaceAll(/[ ,]+/g, '-')}`, settings, () =>
      trainCell(plan, { ...context, set, houses, epochs, repeats }),
    );
    const r2 = result.runs.map(({ test }) => test.r2.toFixed(4)).join(', ');
    context.log(`${set.name}, ${name}: R² ${r2} on the test houses`);
    cells.push(result);
  }
  return cells;
}

interface CellContext extends RunContext {
  readonly set: HouseSet;
  readonly houses: ScaledHouses;
  readonly epochs: number;
  readonly repeats: number;
}

async function trainCell(plan: GridPlan, context: CellContext): Promise<GridCell> {
  const { set, houses, epochs, repeats, seed, signal } = context;
  const network = gridNetwork(plan, set.train.x.shape[0] ?? 0);
  const runs: GridCell['runs'][number][] = [];
  let parameterCount = 0;
  for (let repeat = 0; repeat < repeats; repeat++) {
    const model = buildNetwork(network, foldIn(foldIn(foldIn(seed, 'grid'), gridName(plan)), repeat));
    try {
      parameterCount = model.countParameters();
      const options = { loss: 'mse', learningRate: MSE_RATE, epochs, batchSize: set.batchSize, seed, signal } as const;
      const { seconds } = await trainNetwork(model, houses, options);
      const scores = async (part: 'validation' | 'test'): Promise<PriceScores> =>
        scorePrices(set[part].y.data, (await predictPrices(model, houses, part, signal)).means, houses.range);
      runs.push({ validation: await scores('validation'), test: await scores('test'), seconds });
    } finally {
      model.dispose();
    }
  }
  return { ...plan, parameterCount, epochs, runs };
}
