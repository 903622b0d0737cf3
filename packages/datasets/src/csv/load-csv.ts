import { describeValue } from '@gradlab-internal/checks';
import type { Dataset, Field } from '../dataset.ts';
import { DatasetError } from '../dataset-error.ts';
import { requireKind, requireSignal } from '../require-kind.ts';
import { requireNode } from '../storage/node-builtins.ts';
import { readIfThere } from '../storage/read-file.ts';
import type { ColumnType } from './columns.ts';
import { decodeText } from './decode-text.ts';
import { textDataset } from './text-dataset.ts';

export interface LoadCsvOptions<T extends string | readonly string[] = string> {
  /** The file (Node). Either this or `text`. */
  readonly path?: string;
  /** The content of a file, wherever it comes from. */
  readonly text?: string;
  /** Column to be predicted, or several: then `y` is a record by their names. */
  readonly target: T;
  /** Columns to predict from, in order. Default: all others. */
  readonly features?: readonly string[];
  /** What columns are, where their cells do not tell: numbers that are codes, for one, are categories. */
  readonly types?: Readonly<Record<string, ColumnType>>;
  /**
   * A row with a missing cell: `'error'` (default) refuses the file, `'drop'` leaves the row out, `'keep'` has NaN in a column of
   * numbers and zeros in all columns of a category, for `fillMissing`. A missing target is never kept.
   */
  readonly missing?: 'error' | 'drop' | 'keep';
  /** Cells that stand for no value. Default: empty, `NA`, `N/A`, `NaN`, `null`, `?`. */
  readonly missingValues?: readonly string[];
  /**
   * The most categories of a feature. A column of more is refused: it names the rows, likely, and the table would grow with the square of its
   * length. Default 1000.
   */
  readonly maxCategories?: number;
  /** Names of the columns of a file without a header. */
  readonly columns?: readonly string[];
  /** Default: a comma. */
  readonly delimiter?: string;
  /** Name of the data set. Default: the file's, or `csv`. */
  readonly name?: string;
  /** Stops the loader, which then throws the signal's reason. */
  readonly signal?: AbortSignal;
}

/** One field for one target, a record for several. */
export type CsvTargets<T extends string | readonly string[]> = T extends readonly string[]
  ? { readonly [K in T[number]]: Field }
  : Field;

/**
 * A table from CSV text (RFC 4180, with a header). A column whose cells are all numbers is one feature; any other is a category, which
 * becomes a feature of 0 or 1 for each of its values, in sorted order (one-hot). A target of numbers is float32 `[1]`, a category a class
 * label.
 *
 * @param options see {@link LoadCsvOptions}
 * @returns x float32 `[features]`, with `columnNames` such as `age` or `colour=red`; y as said above
 * @throws TypeError or RangeError if an option is not valid or names a column that is not there; {@link DatasetError} `malformed` for text
 * that is no such table, `mismatch` for a missing cell, `missing` or `storage` for the file
 * @example
 * ```ts
 * import { loadCsv } from '@gradlab/datasets';
 *
 * const text = 'rooms,town,price\n4,Ulm,310\n3,Bonn,245\n';
 * const houses = await loadCsv({ text, target: 'price' });
 * console.log(houses.x.columnNames, houses.x.data); // [ 'rooms', 'town=Bonn', 'town=Ulm' ] [ 4, 0, 1, 3, 1, 0 ]
 * ```
 */
export async function loadCsv<const T extends string | readonly string[]>(
  options: LoadCsvOptions<T>,
): Promise<Dataset<CsvTargets<T>>> {
  requireKind('loadCsv', 'options', options, 'object');
  requireSignal('loadCsv', options.signal);
  options.signal?.throwIfAborted();
  const { file, text } = await readSource(options);
  options.signal?.throwIfAborted();
  return textDataset(file, text, options);
}

async function readSource({ path, text }: { path?: string; text?: string }): Promise<{ file: string; text: string }> {
  if ((path === undefined) === (text === undefined)) {
    throw new TypeError('loadCsv: either path or text must be given');
  }
  if (typeof text === 'string') return { file: 'csv', text };
  if (typeof path !== 'string') {
    throw new TypeError(`loadCsv: path and text must be strings, got ${describeValue(path ?? text)}`);
  }
  const bytes = await readIfThere(requireNode('loadCsv: path'), path);
  if (bytes === undefined) throw new DatasetError('missing', `loadCsv: ${path} does not exist`);
  return { file: path, text: decodeText(path, bytes) };
}
