/** The typed arrays a field may keep its values in. */
export type FieldData = Uint8Array | Int32Array | Float32Array;

/** One column of a data set: a value of the same shape for every example, packed one after the other. */
export interface Field {
  /** `size` values of `shape` elements each, in row-major order. */
  readonly data: FieldData;
  /** The shape of one example: `[height, width, channels]` for an image, `[]` for a label. */
  readonly shape: readonly number[];
  /** Stored value × scale = value in a batch: 1/255 brings 8-bit images to [0, 1]. Absent means 1. */
  readonly scale?: number;
  /**
   * Of images: the smallest and the largest stored value that an intensity can have, for transforms that need to know it. Absent means
   * [0, 255] for bytes, and not known for others.
   */
  readonly range?: readonly [low: number, high: number];
  /** For class labels: the name of class `i`. */
  readonly classNames?: readonly string[];
  /** For tables: the name of column `i` of the last axis. */
  readonly columnNames?: readonly string[];
}

/** One target, or several by name. */
export type Targets = Field | Readonly<Record<string, Field>>;

/**
 * Examples in memory, packed as they are stored: an 8-bit image stays one byte a pixel until a batch is made of it.
 * Plain data: it can be built by hand, sent to a worker, and is never changed by this package.
 */
export interface Dataset<Y extends Targets = Targets> {
  readonly name: string;
  /** How many examples. */
  readonly size: number;
  readonly x: Field;
  readonly y: Y;
}

/** The class of a field's array, also of one that extends it: what Node reads from a file is a Buffer. */
export function storageOf(data: FieldData): new (length: number) => FieldData {
  if (data instanceof Uint8Array) return Uint8Array;
  return data instanceof Int32Array ? Int32Array : Float32Array;
}

/** Whether targets are one field (and not several by name). */
export function isField(targets: Targets): targets is Field {
  return ArrayBuffer.isView(targets.data);
}

/** How many stored elements one example takes. */
export function elementsOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** The same targets with every field replaced; names stay. */
export function mapTargets<Y extends Targets>(targets: Y, map: (field: Field, name: string) => Field): Y {
  const mapped = isField(targets)
    ? map(targets, 'y')
    : Object.fromEntries(Object.entries(targets).map(([name, field]) => [name, map(field, `y.${name}`)]));
  // The cast restores what both branches keep: one field stays one field, and a record keeps its names.
  return mapped as Y;
}
