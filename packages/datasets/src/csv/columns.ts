import { DatasetError } from '../dataset-error.ts';
import type { Table } from './parse-table.ts';

/** What the cells of a column are: numbers, or names of which each is a category. */
export type ColumnType = 'number' | 'category';

/** A column of numbers; NaN where a cell is missing. */
export interface NumberColumn {
  readonly type: 'number';
  readonly name: string;
  readonly values: Float64Array;
}

/** A column of categories, as positions in their sorted list; −1 where a cell is missing. */
export interface CategoryColumn {
  readonly type: 'category';
  readonly name: string;
  readonly categories: readonly string[];
  readonly values: Int32Array;
}

export type Column = NumberColumn | CategoryColumn;

/**
 * Types the cells of a column.
 *
 * @param type what they must be; without it a column is one of numbers if every cell that is there is a finite number
 * @param missing texts that stand for no value
 * @throws {@link DatasetError} `malformed` that names file, row and column where a cell of a column of numbers is none
 */
export function typeColumn(
  file: string,
  { columns, rows }: Table,
  name: string,
  type: ColumnType | undefined,
  missing: ReadonlySet<string>,
): Column {
  const at = columns.indexOf(name);
  const cells = rows.map((row) => row[at] ?? '');
  const isThere = (cell: string): boolean => !missing.has(cell);
  const chosen =
    type ?? (cells.some(isThere) && cells.every((cell) => !isThere(cell) || isNumber(cell)) ? 'number' : 'category');
  if (chosen === 'category') {
    const categories = [...new Set(cells.filter(isThere))].sort();
    const positions = new Map(categories.map((category, i) => [category, i]));
    return { type: 'category', name, categories, values: Int32Array.from(cells, (cell) => positions.get(cell) ?? -1) };
  }
  const wrong = cells.findIndex((cell) => isThere(cell) && !(isNumber(cell) && isInRange(cell)));
  if (wrong >= 0) {
    const cell = cells[wrong] ?? '';
    const expected = isNumber(cell) ? 'a number within the range of float32' : 'a number';
    const place = `${file}: row ${wrong + 1}, column ${name}`;
    throw new DatasetError('malformed', `${place}: expected ${expected}, got ${JSON.stringify(cell)}`);
  }
  return {
    type: 'number',
    name,
    values: Float64Array.from(cells, (cell) => (isThere(cell) ? Number(cell) : Number.NaN)),
  };
}

/** A decimal number; not what else `Number` reads, such as hexadecimal digits or nothing. */
function isNumber(cell: string): boolean {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(cell);
}

/** Beyond it a number would become infinite on its way into the data set. */
function isInRange(cell: string): boolean {
  return Number.isFinite(Math.fround(Number(cell)));
}

/** The column with some of its rows. A category that only other rows have is none of it any more. */
export function ofRows(column: Column, rows: readonly number[]): Column {
  if (column.type === 'number') {
    return { ...column, values: Float64Array.from(rows, (row) => column.values[row] as number) };
  }
  const values = Int32Array.from(rows, (row) => column.values[row] as number);
  const present = new Set(values);
  const kept = column.categories.map((_, i) => i).filter((i) => present.has(i));
  const moved = new Map(kept.map((old, i) => [old, i]));
  return {
    ...column,
    categories: kept.map((i) => column.categories[i] as string),
    values: values.map((value) => moved.get(value) ?? -1),
  };
}

/** Whether a cell of a row is missing. */
export function isMissing(column: Column, row: number): boolean {
  return column.type === 'number' ? Number.isNaN(column.values[row]) : column.values[row] === -1;
}
