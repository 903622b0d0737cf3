import { describeValue, requireInteger, requireOneOf } from '@gradlab-internal/checks';
import type { ColumnType } from './columns.ts';
import type { LoadCsvOptions } from './load-csv.ts';

const MISSING: readonly string[] = ['', 'NA', 'N/A', 'NaN', 'nan', 'null', '?'];

/** Options that were checked, with their defaults. */
export interface CheckedCsvOptions {
  readonly targets: readonly string[];
  readonly features: readonly string[] | undefined;
  /** A map, since a column may be called as what every object has: `constructor`. */
  readonly types: ReadonlyMap<string, ColumnType>;
  readonly missing: 'error' | 'drop' | 'keep';
  readonly absent: ReadonlySet<string>;
  readonly maxCategories: number;
  readonly columns: readonly string[] | undefined;
  readonly delimiter: string;
}

/** @throws TypeError or RangeError for what is wrong whatever the table holds */
export function checkCsvOptions(
  options: Omit<LoadCsvOptions<string | readonly string[]>, 'path' | 'text'>,
): CheckedCsvOptions {
  const { target, features, columns, types = {}, missing = 'error', missingValues = MISSING } = options;
  const targets = typeof target === 'string' ? [target] : requireNames('target', target);
  if (targets.length === 0) throw new RangeError('loadCsv: target must be at least one column, got none');
  if (features !== undefined) requireFeatures(requireNames('features', features), targets);
  if (typeof types !== 'object' || types === null) {
    throw new TypeError(`loadCsv: types must be a record, got ${describeValue(types)}`);
  }
  const typed = Object.entries(types).map(([column, type]): [string, ColumnType] => [
    column,
    requireOneOf('loadCsv', `types.${column}`, type, ['number', 'category']),
  ]);
  return {
    targets,
    features,
    types: new Map(typed),
    missing: requireOneOf('loadCsv', 'missing', missing, ['error', 'drop', 'keep']),
    absent: new Set(requireTexts('missingValues', missingValues)),
    maxCategories: requireInteger('loadCsv', 'maxCategories', options.maxCategories ?? 1000, { min: 1 }),
    columns: columns === undefined ? undefined : requireTexts('columns', columns),
    delimiter: requireDelimiter(options.delimiter ?? ','),
  };
}

/** A target among the features would be predicted from itself. */
function requireFeatures(features: readonly string[], targets: readonly string[]): void {
  if (features.length === 0) throw new RangeError('loadCsv: features must be at least one column, got none');
  const target = features.find((feature) => targets.includes(feature));
  if (target !== undefined) {
    throw new RangeError(`loadCsv: features must not hold the target, got ${describeValue(target)}`);
  }
}

/** Names of columns, each once. */
function requireNames(option: string, names: unknown): readonly string[] {
  const texts = requireTexts(option, names);
  const twice = texts.find((name, i) => texts.indexOf(name) < i);
  if (twice === undefined) return texts;
  throw new RangeError(`loadCsv: ${option} must be distinct, got ${describeValue(twice)} twice`);
}

function requireTexts(option: string, texts: unknown): readonly string[] {
  if (Array.isArray(texts) && texts.every((text) => typeof text === 'string')) return texts;
  const demand = option === 'target' ? 'must name a column or several' : 'must be a list of strings';
  throw new TypeError(`loadCsv: ${option} ${demand}, got ${describeValue(texts)}`);
}

/** What the parser would not take, and guess another for, without a word. */
function requireDelimiter(delimiter: unknown): string {
  if (typeof delimiter !== 'string') {
    throw new TypeError(`loadCsv: delimiter must be a string, got ${describeValue(delimiter)}`);
  }
  if (delimiter !== '' && !/["\r\n\uFEFF]/.test(delimiter)) return delimiter;
  throw new RangeError(
    `loadCsv: delimiter must not be empty, nor hold a quote or the end of a line, got ${describeValue(delimiter)}`,
  );
}
