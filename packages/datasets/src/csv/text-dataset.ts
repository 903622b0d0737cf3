import { describeValue } from '@gradlab-internal/checks';
import type { Dataset, Field, Targets } from '../dataset.ts';
import { DatasetError } from '../dataset-error.ts';
import { type Column, isMissing, ofRows, typeColumn } from './columns.ts';
import { checkCsvOptions } from './csv-options.ts';
import { featureField, targetField } from './fields.ts';
import type { CsvTargets, LoadCsvOptions } from './load-csv.ts';
import { parseTable, type Table } from './parse-table.ts';

/** `loadCsv` of text that is at hand; `file` is what messages call it, and the data set's name if the options give none. */
export function textDataset<const T extends string | readonly string[]>(
  file: string,
  text: string,
  options: Omit<LoadCsvOptions<T>, 'path' | 'text'>,
): Dataset<CsvTargets<T>> {
  const { targets, types, absent, ...checked } = checkCsvOptions(options);
  const table = parseTable(file, text, checked);
  const features = checked.features ?? table.columns.filter((column) => !targets.includes(column));
  for (const column of [...targets, ...features, ...types.keys()]) requireColumn(table, column);
  if (features.length === 0) throw new RangeError('loadCsv: features must be at least one column, got none');
  const all = [...features, ...targets].map((column) => typeColumn(file, table, column, types.get(column), absent));
  const [candidates, required] = [all.slice(0, features.length), all.slice(features.length)];
  const rows = chooseRows(file, table, candidates, required, checked.missing);
  const columns = rows.length === table.rows.length ? all : all.map((column) => ofRows(column, rows));
  const [x, y] = [columns.slice(0, features.length), columns.slice(features.length)];
  for (const column of x) requireCategories(file, column, checked.maxCategories);
  const fields = y.map((column) => targetField(column));
  return {
    name: options.name ?? baseName(file),
    size: rows.length,
    x: featureField(x, rows.length),
    y: targetsOf(options.target, targets, fields) as CsvTargets<T>,
  };
}

function requireCategories(file: string, column: Column, most: number): void {
  if (column.type === 'number') return;
  const { name, categories, values } = column;
  if (categories.length === 0 && values.length > 0) {
    throw new DatasetError(
      'mismatch',
      `${file}: column ${name} has no value; leave it out of features, or say in types what it is`,
    );
  }
  if (categories.length > most) {
    const got = `column ${name} has ${categories.length} categories`;
    throw new DatasetError(
      'mismatch',
      `${file}: ${got}, more than ${most}; leave it out of features, or raise maxCategories`,
    );
  }
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
