import { describeShape, describeValue } from '@gradlab-internal/checks';
import { checkDataset } from './create-dataset.ts';
import { type Dataset, type Field, isField, mapTargets, storageOf, type Targets } from './dataset.ts';

/**
 * Several data sets one after the other. Their fields must agree in shape, in how they are stored, in scale and in class names.
 *
 * @param datasets at least one
 * @returns a copy of all examples, in order, named `a+b`
 * @throws TypeError if `datasets` is no list of data sets; RangeError if it is empty or two do not fit together
 * @example
 * ```ts
 * import { concat, syntheticDigits } from '@gradlab/datasets';
 *
 * const both = concat([syntheticDigits({ size: 20, seed: 1 }), syntheticDigits({ size: 30, seed: 2 })]);
 * console.log(both.size, both.x.data.length / 784); // 50 50
 * ```
 */
export function concat<Y extends Targets>(datasets: readonly Dataset<Y>[]): Dataset<Y> {
  if (!Array.isArray(datasets)) {
    throw new TypeError(`concat: datasets must be a list of data sets, got ${describeValue(datasets)}`);
  }
  for (const dataset of datasets) checkDataset('concat', dataset);
  const [first] = datasets;
  if (first === undefined) throw new RangeError('concat: datasets must hold at least one data set, got none');
  const names = targetNames(first.y);
  const join = (field: Field, name: string): Field =>
    joinFields(
      name,
      field,
      datasets.map((dataset) => fieldOf(dataset, name, names)),
    );
  return {
    name: datasets.map((dataset) => dataset.name).join('+'),
    size: datasets.reduce((sum, { size }) => sum + size, 0),
    x: join(first.x, 'x'),
    y: mapTargets(first.y, join),
  };
}

/** The field that `mapTargets` calls by that name, of a data set with as many targets. */
function fieldOf({ name: dataset, x, y }: Dataset, name: string, targets: readonly string[]): Field {
  if (name === 'x') return x;
  const others = targetNames(y);
  const found = isField(y) ? y : y[name.slice('y.'.length)];
  if (found !== undefined && targets.length === others.length && targets.every((target) => others.includes(target))) {
    return found;
  }
  throw new RangeError(
    `concat: ${dataset} must have the same targets as the first, ${targets.join(', ')}, but has ${others.join(', ')}`,
  );
}

function targetNames(y: Targets): readonly string[] {
  return isField(y) ? ['y'] : Object.keys(y).map((name) => `y.${name}`);
}

function joinFields(name: string, first: Field, fields: readonly Field[]): Field {
  for (const field of fields) requireAlike(name, first, field);
  const data = new (storageOf(first.data))(fields.reduce((sum, field) => sum + field.data.length, 0));
  let at = 0;
  for (const field of fields) {
    data.set(field.data, at);
    at += field.data.length;
  }
  return { ...first, data };
}

/** In quotes, as a name may hold a comma. */
function listed(names: readonly string[] | undefined): string {
  return names === undefined ? 'none' : JSON.stringify(names);
}

function requireAlike(name: string, first: Field, other: Field): void {
  const describe = ({ data, shape, scale = 1, range, classNames, columnNames }: Field): string =>
    `${storageOf(data).name} ${describeShape(shape)}, scale ${scale}, range ${range === undefined ? 'none' : describeShape(range)}, classes ${listed(classNames)}, columns ${listed(columnNames)}`;
  if (describe(first) === describe(other)) return;
  throw new RangeError(`concat: ${name} must be alike in all data sets, got ${describe(first)} and ${describe(other)}`);
}
