import { type Dataset, DatasetError, type Field, loadHousing, split } from '@gradlab/datasets';
import { foldIn } from '@gradlab/random';
import {
  counted,
  digestOf,
  directoryOf,
  type ExperimentContext,
  requireExamples,
  sizesOf,
} from '@gradlab-examples/harness';
import { DRAWN_FORMULA, drawHouses, drawnNoise } from './drawn-houses.ts';
import type { HouseSet, Houses } from './house-set.ts';

const SHARES = { train: 0.6, validation: 0.2, test: 0.2 } as const;
const DRAWN_SIZE = { quick: 2000, full: 4000 } as const;
/** Of a set in a quick run. */
const QUICK_SIZE = 1000;

const TABLES = {
  boston: {
    name: 'Boston housing',
    about:
      'census tracts of 1970 with the median value of their homes, cut off at 50,000 dollars of that year; the column b, made of the share of ' +
      'Black residents, is left out',
    dollars: 1000,
    batchSize: { quick: 16, full: 16 },
  },
  california: {
    name: 'California housing',
    about:
      'block groups of the census of 1990 with the median value of their houses, cut off at 500,001 dollars of that year; ' +
      'ocean_proximity is a column for each of its kinds',
    dollars: 1,
    batchSize: { quick: 32, full: 256 },
  },
} as const;

type Source = Pick<ExperimentContext, 'source' | 'profile' | 'seed' | 'signal' | 'log'>;

/**
 * Boston and California housing, each split by the seed into three fifths to train on, a fifth to choose by and a fifth to test on; or drawn
 * houses. Of a folder that holds one of the tables that one is taken. A quick run takes some rows.
 */
export async function loadHouses(context: Source): Promise<Houses> {
  const each = context.source.kind === 'synthetic' ? [drawnSet(context)] : await loadTables(context);
  const [first] = each;
  if (first === undefined) throw new RangeError('loadHouses: there must be at least one set of houses, got none');
  const digests = each.flatMap((set) =>
    (['train', 'validation', 'test'] as const).map((part) => [`${set.id} ${part}`, digestOf(set[part])]),
  );
  const { train, validation, test } = first;
  return {
    name: each.map(({ name }) => name).join(' and '),
    // Nobody knows which houses the published figures are of.
    isReference: false,
    digests: Object.fromEntries(digests),
    sets: Object.fromEntries(each.map((set) => [set.name, sizesOf(set)])),
    each,
    ...{ train, validation, test },
  };
}

function drawnSet({ profile, seed }: Source): HouseSet {
  const whole = drawHouses({ size: DRAWN_SIZE[profile], seed: foldIn(seed, 'data') });
  const facts = { id: 'drawn', name: 'drawn houses', about: `houses drawn by this formula: ${DRAWN_FORMULA}` } as const;
  return { ...facts, ...parts(facts.name, whole, seed), batchSize: 32, noise: drawnNoise };
}

async function loadTables(context: Source): Promise<HouseSet[]> {
  const sets: HouseSet[] = [];
  const missing: DatasetError[] = [];
  for (const id of ['boston', 'california'] as const) {
    try {
      sets.push(await loadTable(id, context));
    } catch (error) {
      if (context.source.kind !== 'directory' || !(error instanceof DatasetError && error.code === 'missing'))
        throw error;
      missing.push(error);
      context.log(`${TABLES[id].name}: not in the folder, left out`);
    }
  }
  if (sets.length === 0) {
    const found = missing.map(({ message }) => message).join('; ');
    throw new RangeError(`--data must be a folder with one of the tables at least: ${found}`, { cause: missing[0] });
  }
  return sets;
}

async function loadTable(id: keyof typeof TABLES, { source, profile, seed, signal, log }: Source): Promise<HouseSet> {
  const { dollars, batchSize, ...named } = TABLES[id];
  const facts = { ...named, batchSize: batchSize[profile] };
  if (source.kind === 'download') log(`${facts.name}: from GRADLAB_DATA_DIR or the cache, or downloading it`);
  const table = inDollars(await loadHousing({ set: id, signal, ...directoryOf(source, 'housing') }), dollars);
  const whole = (name: string, houses: Dataset<Field>): HouseSet => {
    const about = `${facts.about}${missingNote(houses)}`;
    return { id, ...facts, name, about, ...parts(name, houses, seed) };
  };
  if (profile === 'full' || table.size <= QUICK_SIZE) return whole(facts.name, table);
  const shares = { kept: QUICK_SIZE, rest: table.size - QUICK_SIZE };
  const { kept } = split(table, shares, { seed: foldIn(seed, 'subset') });
  return whole(`a subset of ${facts.name}`, kept);
}

function missingNote({ x }: Dataset<Field>): string {
  const missing = Array.from(x.data).filter(Number.isNaN).length;
  if (missing === 0) return '';
  return `; ${counted(missing, 'missing cell')} ${missing === 1 ? 'is' : 'are'} filled with the mean of the training houses`;
}

function inDollars(table: Dataset<Field>, dollars: number): Dataset<Field> {
  return { ...table, y: { ...table.y, data: Float32Array.from(table.y.data, (value) => value * dollars) } };
}

/** @throws RangeError if there is nothing to learn from */
function parts(name: string, whole: Dataset<Field>, seed: number) {
  const { train, validation, test } = split(whole, SHARES, { seed: foldIn(seed, 'split') });
  requireExamples({ name, isReference: false, digests: {}, train, validation, test }, 'house');
  const wrong = whole.y.data.findIndex((price) => !Number.isFinite(price));
  if (wrong >= 0) throw new RangeError(`--data: ${name} must have a price in every row, got none in row ${wrong + 1}`);
  const [first] = train.y.data;
  if (train.y.data.every((price) => price === first)) {
    throw new RangeError(`--data: ${name} must have prices that differ, got ${first} alone`);
  }
  return { train, validation, test };
}
