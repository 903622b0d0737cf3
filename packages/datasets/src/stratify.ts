import { type Dataset, type Field, isField } from './dataset.ts';

/**
 * An order in which every run of examples holds the classes in about the proportions of the whole: the k-th of the n
 * examples of a class stands at (k + ½)/n of the way.
 *
 * @param order the order to keep within a class
 */
export function stratifiedOrder(
  caller: string,
  dataset: Dataset,
  order: Uint32Array,
  stratify: true | string,
): Uint32Array {
  const labels = labelField(caller, dataset, stratify).data;
  const totals = new Map<number, number>();
  const ranks = Array.from(order, (index) => {
    const label = labels[index] ?? 0;
    const rank = totals.get(label) ?? 0;
    totals.set(label, rank + 1);
    return { index, label, rank };
  });
  const placed = ranks.map(({ index, label, rank }) => ({ index, at: (rank + 0.5) / (totals.get(label) ?? 1) }));
  // The sort is stable: classes that meet at one place stay in the order given.
  placed.sort((a, b) => a.at - b.at);
  return Uint32Array.from(placed, ({ index }) => index);
}

function labelField(caller: string, { y }: Dataset, stratify: true | string): Field {
  if (isField(y) && stratify !== true) {
    throw new RangeError(
      `${caller}: stratify must be true for a data set with one target, which has no name, got ${stratify}`,
    );
  }
  const field = isField(y) ? y : typeof stratify === 'string' ? y[stratify] : undefined;
  if (field === undefined) {
    throw new RangeError(
      `${caller}: stratify must name one of the targets ${Object.keys(y).join(', ')}, got ${stratify}`,
    );
  }
  if (field.data instanceof Float32Array || field.shape.length > 0) {
    throw new RangeError(`${caller}: stratify needs one integer label per example`);
  }
  return field;
}
