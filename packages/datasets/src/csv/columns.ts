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
  const wrong = cells.findIndex((cell) => isThere(cell) && !isNumber(cell));
  if (wrong >= 0) {
    const got = JSON.stringify(cells[wrong]);
    throw new DatasetError('malformed', `${file}: row ${wrong + 1}, column ${name}: expected a number, got ${got}`);
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

/** Whether a cell of a row is missing. */
export function isMissing(column: Column, row: number): boolean {
  return column.type === 'number' ? Number.isNaN(column.values[row]) : column.values[row] === -1;
}
