import { describeValue, requireInteger, requireOneOf } from '@gradlab-internal/checks';
import type { Dataset, Field, Targets } from '../dataset.ts';
import { DatasetError } from '../dataset-error.ts';
import { type Column, isMissing, typeColumn } from './columns.ts';
import { featureField, targetField } from './fields.ts';
import type { CsvTargets, LoadCsvOptions } from './load-csv.ts';
import { parseTable, type Table } from './parse-table.ts';

const MISSING = ['', 'NA', 'N/A', 'NaN', 'nan', 'null', '?'];

/** `loadCsv` of text that is at hand; `file` is what messages call it, and the data set's name if the options give none. */
export function textDataset<const T extends string | readonly string[]>(
  file: string,
  text: string,
  options: Omit<LoadCsvOptions<T>, 'path' | 'text'>,
): Dataset<CsvTargets<T>> {
  const { types = {}, missing = 'error', missingValues = MISSING, delimiter = ',', maxCategories = 1000 } = options;
  requireInteger('loadCsv', 'maxCategories', maxCategories, { min: 1 });
  requireOneOf('loadCsv', 'missing', missing, ['error', 'drop', 'keep']);
  const table = parseTable(file, text, { delimiter, columns: options.columns });
  const targets: readonly string[] = typeof options.target === 'string' ? [options.target] : (options.target ?? []);
  if (targets.length === 0)
    throw new TypeError(`loadCsv: target must name a column, got ${describeValue(options.target)}`);
  const features = options.features ?? table.columns.filter((column) => !targets.includes(column));
  for (const column of [...targets, ...features, ...Object.keys(types)]) requireColumn(table, column);
  if (features.length === 0) throw new RangeError('loadCsv: features must be at least one column, got none');
  const absent = new Set(missingValues);
  const read = (column: string): Column => typeColumn(file, table, column, types[column], absent);
  const [x, y] = [features.map(read), targets.map(read)];
  for (const column of x) requireFewCategories(file, column, maxCategories);
  const rows = chooseRows(file, table, x, y, missing);
  const fields = y.map((column) => targetField(column, rows));
  return {
    name: options.name ?? baseName(file),
    size: rows.length,
    x: featureField(x, rows),
    y: targetsOf(options.target, targets, fields) as CsvTargets<T>,
  };
}

function requireFewCategories(file: string, column: Column, most: number): void {
  if (column.type === 'number' || column.categories.length <= most) return;
  const got = `column ${column.name} has ${column.categories.length} categories`;
  throw new DatasetError(
    'mismatch',
    `${file}: ${got}, more than ${most}; leave it out of features, or raise maxCategories`,
  );
}

function targetsOf(target: unknown, names: readonly string[], fields: readonly Field[]): Targets {
  if (typeof target === 'string') return fields[0] as Field;
  return Object.fromEntries(names.map((name, i) => [name, fields[i] as Field]));
}

function requireColumn({ columns }: Table, column: string): void {
  if (columns.includes(column)) return;
  throw new RangeError(`loadCsv: columns are ${columns.join(', ')}, and there is no ${describeValue(column)}`);
}

/** The rows that are used. */
function chooseRows(
  file: string,
  { rows }: Table,
  features: readonly Column[],
  targets: readonly Column[],
  missing: 'error' | 'drop' | 'keep',
): readonly number[] {
  const required = missing === 'keep' ? targets : [...targets, ...features];
  const chosen: number[] = [];
  for (let row = 0; row < rows.length; row++) {
    const gap = required.find((column) => isMissing(column, row));
    if (gap === undefined) chosen.push(row);
    else if (missing === 'error') {
      const advice = "'drop' leaves such rows out, 'keep' keeps them";
      throw new DatasetError(
        'mismatch',
        `${file}: row ${row + 1}, column ${gap.name}: the cell is missing; option missing: ${advice}`,
      );
    }
  }
  return chosen;
}

function baseName(path: string): string {
  return path.replace(/^.*[\\/]/, '').replace(/\.csv$/i, '');
}
