import { requireOneOf } from '@gradlab-internal/checks';
import { decodeText } from '../csv/decode-text.ts';
import { textDataset } from '../csv/text-dataset.ts';
import type { Dataset, Field } from '../dataset.ts';
import { DatasetError } from '../dataset-error.ts';
import { fetchBytes } from '../fetching/fetch-bytes.ts';
import { fetchFile } from '../fetching/fetch-file.ts';
import type { FetchOptions } from '../fetching/fetch-options.ts';
import { type FileSource, locateSource, withAdvice } from '../fetching/locate-source.ts';
import { requireFetchOptions } from '../fetching/require-fetch-options.ts';
import { requireKind } from '../require-kind.ts';
import { readAnyOf } from '../storage/read-file.ts';
import { HOUSING_COLUMNS } from './housing-columns.ts';
import { HOUSING_FILES, type HousingFile } from './housing-files.ts';

export interface LoadHousingOptions extends FetchOptions {
  /** Boston of 1970 (506 tracts) or California of 1990 (20,640 block groups). */
  readonly set: 'boston' | 'california';
  /** Whether Boston's column `b`, made of the share of Black residents, is among the features. Default false. */
  readonly includeB?: boolean;
}

// A folder of yours may hold a longer table than the published ones; one that grows without end is an attack.
const LARGEST_FILE = 2 ** 28;

/**
 * House prices by district, to be predicted from 12 or 13 numbers.
 *
 * - `boston`: 506 census tracts, 12 features in the units of the file, and `medv`, the median value of homes in 1,000 dollars, cut off at
 *   50 (Harrison, Rubinfeld: Hedonic housing prices and the demand for clean air. J. Environ. Economics and Management 5, 1978), as R's
 *   package mlbench has them. A thirteenth column, `b`, is left out unless `includeB` asks for it: it is 1000 (share of Black
 *   residents − 0.63)², a formula that takes for granted that segregation drives prices and whose input cannot be got back from it.
 *   scikit-learn removed the set for this reason; use it to study just that, or take the other one.
 * - `california`: 20,640 block groups of the 1990 census, 8 numbers and a one-hot `ocean_proximity` of five kinds, and
 *   `median_house_value` in dollars, cut off at 500,001 (Pace, Barry: Sparse spatial autoregressions. Statistics & Probability Letters
 *   33, 1997), in A. Géron's version, where 207 cells of `total_bedrooms` are missing on purpose. They are NaN, for `fillMissing`.
 *
 * The table is taken from the first of these that there is: the option `directory`; the folder `housing` in `GRADLAB_DATA_DIR`, or that
 * folder itself, if the table is in it; the cache; the mirrors, into the cache. What comes from the cache or a mirror must have the
 * published SHA-256; in a folder of yours the columns are checked.
 *
 * @param options see {@link LoadHousingOptions}
 * @returns x float32 `[12]` (with `b`, and for California, `[13]`) with `columnNames`, y float32 `[1]`, neither scaled, in the order of the file
 * @throws TypeError or RangeError for wrong options, such as `includeB` of California; {@link DatasetError} with a `code` for everything else; the signal's
 * reason when aborted
 * @see https://scikit-learn.org/1.1/modules/generated/sklearn.datasets.load_boston.html (why it was removed)
 * @example
 * ```ts
 * import { DatasetError, fillMissing, loadHousing, split, standardise, statistics } from '@gradlab/datasets';
 *
 * try {
 *   const houses = await loadHousing({ set: 'california', offline: true });
 *   const { train, test } = split(houses, { train: 0.8, test: 0.2 }, { seed: 1 });
 *   const ofTraining = statistics(train);
 *   const scaled = standardise(fillMissing(test, ofTraining), ofTraining);
 *   console.log(scaled.size, scaled.x.columnNames?.[0]); // 4128 longitude
 * } catch (error) {
 *   if (!(error instanceof DatasetError)) throw error;
 *   console.log(error.code, error.message); // offline, and what to do
 * }
 * ```
 */
export async function loadHousing(options: LoadHousingOptions): Promise<Dataset<Field>> {
  requireFetchOptions('loadHousing', options);
  const { includeB = false, signal } = options;
  const set = requireOneOf('loadHousing', 'set', options.set, ['boston', 'california']);
  requireKind('loadHousing', 'includeB', includeB, 'boolean');
  if (includeB && set !== 'boston') throw new RangeError('loadHousing: includeB must be false, as only boston has it');
  signal?.throwIfAborted();
  const table = HOUSING_FILES[set];
  const source = await locateSource('loadHousing', 'housing', table.names, options);
  try {
    const { path, bytes } = await readTable(source, table, options);
    return housesOf(path, decodeText(path, bytes), set, includeB);
  } catch (cause) {
    throw withAdvice('loadHousing', [table.file.name], table.mirrors[0], cause);
  }
}

async function readTable(
  source: FileSource,
  { file, names, mirrors: published }: HousingFile,
  { mirrors = published, offline = false, signal, onProgress }: LoadHousingOptions,
): Promise<{ readonly path: string; readonly bytes: Uint8Array }> {
  const fetching = { mirrors, offline, signal, onProgress };
  if (source.kind === 'memory') return { path: file.name, bytes: await fetchBytes(file, fetching) };
  const { node, folder } = source;
  if (source.kind === 'cache') {
    const path = await fetchFile(node, folder, file, fetching);
    return { path, bytes: await node.fs.readFile(path) };
  }
  const found = await readAnyOf(node, folder, names, LARGEST_FILE);
  if (found !== undefined) return found;
  throw new DatasetError(
    'missing',
    `loadHousing: ${node.path.resolve(folder)}: expected ${names.join(' or ')}, found neither`,
  );
}

function housesOf(path: string, text: string, set: 'boston' | 'california', includeB: boolean): Dataset<Field> {
  const { target, numbers, categories } = HOUSING_COLUMNS[set];
  const features = [...numbers, ...categories].filter((column) => includeB || set !== 'boston' || column !== 'b');
  const types = Object.fromEntries(
    [...features, target].map((column) => [column, categories.includes(column) ? 'category' : 'number'] as const),
  );
  try {
    return textDataset(path, text, { target, features, types, missing: 'keep', name: `housing-${set}` });
  } catch (cause) {
    // Columns that are not there are wrong options elsewhere; here the table is another one.
    if (cause instanceof RangeError) throw new DatasetError('mismatch', `${path}: ${cause.message}`, { cause });
    throw cause;
  }
}
