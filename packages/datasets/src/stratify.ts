import { type Dataset, type Field, isField } from './dataset.ts';

/**
 * An order in which the classes are mixed as evenly as can be: of the first p examples, n·p/N belong to a class that has n
 * of all N, give or take less than one. So every run of examples has the proportions of the whole within less than two
 * of each class, however many classes have but one example.
 *
 * @param order the order to keep within a class
 * @see Tijdeman, The chairman assignment problem, Discrete Mathematics 32 (1980)
 */
export function stratifiedOrder(
  caller: string,
  dataset: Dataset,
  order: Uint32Array,
  stratify: true | string,
): Uint32Array {
  const labels = labelField(caller, dataset, stratify).data;
  const members = new Map<number, number[]>();
  for (const index of order) {
    const label = labels[index] ?? 0;
    const known = members.get(label);
    if (known === undefined) members.set(label, [index]);
    else known.push(index);
  }
  const classes = Array.from(members.values(), (indices) => ({ indices, taken: 0 }));
  return Uint32Array.from(order, (_, position) => {
    const next = mostUrgent(classes, position + 1, order.length);
    return next.indices[next.taken++] ?? 0;
  });
}

interface Class {
  readonly indices: readonly number[];
  taken: number;
}

/**
 * Of the classes that are due, as far behind n·p/N as 1/(2K − 2), the one whose time runs out first: that is how all K
 * stay within 1 − 1/(2K − 2) of it. The first of equals keeps a seed's order.
 */
function mostUrgent(classes: readonly Class[], position: number, size: number): Class {
  const share = classes.length === 1 ? 0 : 1 / (2 * classes.length - 2);
  let [chosen, least] = [classes[0] as Class, Number.POSITIVE_INFINITY];
  for (const one of classes) {
    const behind = (one.indices.length * position) / size - one.taken;
    const time = (1 - share - behind) / one.indices.length;
    // Half of the rounding of such sums is let through, that no class misses its turn by it.
    const due = behind >= share - 1e-9 && one.taken < one.indices.length;
    if (due && time < least) [chosen, least] = [one, time];
  }
  return chosen;
}

function labelField(caller: string, { y }: Dataset, stratify: true | string): Field {
  if (isField(y) && stratify !== true) {
    throw new RangeError(
      `${caller}: stratify must be true for a data set with one target, which has no name, got ${stratify}`,
    );
  }
  const field = isField(y) ? y : typeof stratify === 'string' && Object.hasOwn(y, stratify) ? y[stratify] : undefined;
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
