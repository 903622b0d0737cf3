import type { Field } from '../dataset.ts';
import type { Column } from './columns.ts';

/** One feature for a column of numbers, one for each category of another. */
export function featureField(columns: readonly Column[], rows: readonly number[]): Field {
  const columnNames = columns.flatMap((column) =>
    column.type === 'number' ? [column.name] : column.categories.map((category) => `${column.name}=${category}`),
  );
  const width = columnNames.length;
  const data = new Float32Array(rows.length * width);
  let at = 0;
  for (const column of columns) {
    for (const [i, row] of rows.entries()) {
      if (column.type === 'number') data[i * width + at] = column.values[row] as number;
      else if (column.values[row] !== -1) data[i * width + at + (column.values[row] as number)] = 1;
    }
    at += column.type === 'number' ? 1 : column.categories.length;
  }
  return { data, shape: [width], columnNames };
}

/** Numbers as float32 `[1]`, categories as class labels. */
export function targetField(column: Column, rows: readonly number[]): Field {
  if (column.type === 'number') {
    const data = Float32Array.from(rows, (row) => column.values[row] as number);
    return { data, shape: [1], columnNames: [column.name] };
  }
  const data = Int32Array.from(rows, (row) => column.values[row] as number);
  return { data, shape: [], classNames: column.categories };
}
