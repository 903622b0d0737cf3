import type { Field } from '../dataset.ts';
import type { Column } from './columns.ts';

/** One feature for a column of numbers, one for each category of another. */
export function featureField(columns: readonly Column[], size: number): Field {
  const columnNames = columns.flatMap((column) =>
    column.type === 'number' ? [column.name] : column.categories.map((category) => `${column.name}=${category}`),
  );
  const width = columnNames.length;
  const data = new Float32Array(size * width);
  let at = 0;
  for (const column of columns) {
    for (let row = 0; row < size; row++) {
      const value = column.values[row] as number;
      if (column.type === 'number') data[row * width + at] = value;
      else if (value !== -1) data[row * width + at + value] = 1;
    }
    at += column.type === 'number' ? 1 : column.categories.length;
  }
  return { data, shape: [width], columnNames };
}

/** Numbers as float32 `[1]`, categories as class labels. */
export function targetField({ name, ...column }: Column): Field {
  return column.type === 'number'
    ? { data: Float32Array.from(column.values), shape: [1], columnNames: [name] }
    : { data: column.values, shape: [], classNames: column.categories };
}
