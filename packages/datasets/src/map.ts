import { describeShape, describeValue, requireShape } from '@gradlab-internal/checks';
import { checkDataset } from './create-dataset.ts';
import { type Dataset, elementsOf, type FieldData, type Targets } from './dataset.ts';

export interface MapOptions {
  /** Shape of what the function gives for one example. Default: the shape that the inputs have. */
  readonly shape?: readonly number[];
}

/**
 * A data set with other inputs: those that a function makes of each example's, once and for all. (What is to differ from epoch to
 * epoch is a transform of `batches`.)
 *
 * @param dataset where the inputs come from; it is not changed
 * @param f from an example's stored values (a view, not to be written to) times the scale, and its index, to as many values as `shape`
 * has
 * @param options `shape`
 * @returns a data set with inputs in float32 and no scale, and the same targets
 * @throws TypeError if `f` is no function; RangeError if it gives another number of values
 * @example
 * ```ts
 * import { map, moons } from '@gradlab/datasets';
 *
 * const radii = map(moons({ size: 10, seed: 1 }), ([x = 0, y = 0]) => [Math.hypot(x, y)], { shape: [1] });
 * console.log(radii.x.data.length); // 10
 * ```
 */
export function map<Y extends Targets>(
  dataset: Dataset<Y>,
  f: (values: Float32Array, index: number) => ArrayLike<number>,
  { shape = dataset?.x?.shape }: MapOptions = {},
): Dataset<Y> {
  checkDataset('map', dataset);
  if (typeof f !== 'function') throw new TypeError(`map: f must be a function, got ${describeValue(f)}`);
  const width = elementsOf(requireShape('map', 'shape', shape));
  const data = new Float32Array(dataset.size * width);
  for (let i = 0; i < dataset.size; i++) {
    const made = f(scaledExample(dataset, i), i);
    if (made?.length !== width) {
      throw new RangeError(
        `map: f must give ${width} values for the shape ${describeShape(shape)}, got ${made?.length} at ${i}`,
      );
    }
    data.set(made, i * width);
  }
  return { ...dataset, x: { data, shape: [...shape] } };
}

function scaledExample({ x: { data, shape, scale = 1 } }: Dataset, index: number): Float32Array {
  const width = elementsOf(shape);
  const values: FieldData = data.subarray(index * width, (index + 1) * width);
  return Float32Array.from(values, (value) => value * scale);
}
