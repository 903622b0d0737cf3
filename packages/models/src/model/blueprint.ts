import type { Seed } from '@gradlab/random';
import { describeValue, requireShape } from '@gradlab-internal/checks';
import type * as tf from '@tensorflow/tfjs-core';
import type { Layer } from '../layers/layer.ts';
import { formatSummary } from '../summary/format-summary.ts';
import { type LayerSummary, type SummaryOptions, summarize } from '../summary/layer-summary.ts';
import { buildModel } from './build-model.ts';
import type { Model, Outputs, ShapesOf } from './model.ts';
import { type PlacedLayer, placeLayers, requireDifferentNames } from './place-layers.ts';

/** Layers in a row. */
export interface RowOptions {
  /** Shape of one example: `[784]` or `[28, 28, 1]`. */
  readonly inputShape: readonly number[];
  /** In order; at least one. */
  readonly layers: readonly Layer[];
}

/** A trunk that branches into heads. */
export interface BranchOptions<Head extends string> {
  /** Shape of one example. */
  readonly inputShape: readonly number[];
  /** What all heads share, in order; nothing unless given, so that each head has all layers to itself. */
  readonly trunk?: readonly Layer[];
  /** By name, what follows the trunk; at least one layer each. Names of their layers begin with the head's: `digit.dense1`. */
  readonly heads: Readonly<Record<Head, readonly Layer[]>>;
}

/** A network without weights: what there is to know of it before a single number is allocated. */
export interface Blueprint<Output extends Outputs = tf.Tensor> {
  /** Shape of one example. */
  readonly inputShape: readonly number[];
  /** Shape of one output, or of each head's by name. */
  readonly outputShape: ShapesOf<Output>;
  /** Layers that every output depends on, in order. */
  readonly trunk: readonly PlacedLayer[];
  /** By name, the layers after the trunk; empty where the trunk's output is the model's. */
  readonly heads: Readonly<Record<string, readonly PlacedLayer[]>>;
  /** A row for each layer, trunk first. */
  readonly layers: readonly LayerSummary[];
  /** Number of values in all parameters; running statistics do not count. */
  countParameters(): number;
  /** A table of the layers for a terminal. */
  summary(options?: SummaryOptions): string;
  /**
   * Creates the weights; a backend must be current.
   *
   * @param options `seed` names the stream of the first weights; each draws from its own, by name
   * @returns a model; the caller disposes it
   * @throws RangeError if an initialiser gives another shape
   */
  build(options: { readonly seed: Seed }): Model<Output>;
}

/**
 * Works out a network's names, shapes and counts without allocating any of it.
 *
 * @param options input shape and layers in a row, or a trunk and heads
 * @returns what `build({ seed })` makes a model of
 * @throws TypeError or RangeError if shapes do not fit together, two layers have one name or a row is empty
 * @example
 * ```ts
 * import { activation, blueprint, dense } from '@gradlab/models';
 *
 * const huge = blueprint({ inputShape: [1e6], layers: [dense({ units: 1e6 }), activation('relu')] });
 * console.log(huge.countParameters()); // 1000001000000
 * ```
 */
export function blueprint(options: RowOptions): Blueprint;
export function blueprint<Head extends string>(
  options: BranchOptions<Head>,
): Blueprint<Readonly<Record<Head, tf.Tensor>>>;
export function blueprint(options: RowOptions | BranchOptions<string>): Blueprint | Blueprint<Outputs> {
  return 'heads' in options ? branchBlueprint('blueprint', options) : rowBlueprint('blueprint', options);
}

/** {@link blueprint} of layers in a row, for a function of another name. */
export function rowBlueprint(caller: string, { inputShape, layers }: RowOptions): Blueprint {
  const trunk = placeRow(caller, 'layers', layers, requireShape(caller, 'inputShape', inputShape));
  return fromPlaced({ inputShape, trunk, heads: {} });
}

/** {@link blueprint} of a trunk and heads, for a function of another name. */
export function branchBlueprint<Head extends string>(
  caller: string,
  { inputShape, trunk: shared = [], heads }: BranchOptions<Head>,
): Blueprint<Readonly<Record<Head, tf.Tensor>>> {
  requireShape(caller, 'inputShape', inputShape);
  if (typeof heads !== 'object' || heads === null || Object.keys(heads).length === 0) {
    throw new TypeError(`${caller}: heads must be a record of at least one row of layers, got ${describeValue(heads)}`);
  }
  const trunk = placeLayers(caller, shared, inputShape);
  const branch = trunk.at(-1)?.outputShape ?? inputShape;
  const placed = Object.entries<readonly Layer[]>(heads).map(([head, layers]) => {
    requireHeadName(caller, head, trunk);
    return [head, placeRow(caller, `heads.${head}`, layers, branch, `${head}.`)] as const;
  });
  requireDifferentNames(caller, [trunk, ...placed.map(([, row]) => row)].flat());
  return fromPlaced({ inputShape, trunk, heads: Object.fromEntries(placed) });
}

/** A head's name begins parameter names, so it holds no dot and is no layer of the trunk. */
function requireHeadName(caller: string, head: string, trunk: readonly PlacedLayer[]): void {
  if (head !== '' && !head.includes('.') && trunk.every(({ name }) => name !== head)) return;
  throw new RangeError(
    `${caller}: heads must have names without dots that no layer of the trunk has, got ${describeValue(head)}`,
  );
}

function placeRow(
  caller: string,
  argument: string,
  layers: readonly Layer[],
  inputShape: readonly number[],
  prefix?: string,
): PlacedLayer[] {
  if (!Array.isArray(layers))
    throw new TypeError(`${caller}: ${argument} must be a list, got ${describeValue(layers)}`);
  if (layers.length === 0) throw new RangeError(`${caller}: ${argument} must hold at least one layer, got none`);
  return placeLayers(caller, layers, inputShape, prefix);
}

type Placed = Pick<Blueprint<Outputs>, 'inputShape' | 'trunk' | 'heads'>;

function fromPlaced<Output extends Outputs>({ inputShape, trunk, heads }: Placed): Blueprint<Output> {
  const rows = summarize(inputShape, trunk, heads);
  const outputs = Object.entries(heads).map(([head, layers]) => [head, layers.at(-1)?.outputShape] as const);
  const own: Blueprint<Output> = {
    inputShape,
    outputShape: (outputs.length > 0
      ? Object.fromEntries(outputs)
      : (trunk.at(-1)?.outputShape ?? inputShape)) as ShapesOf<Output>,
    trunk,
    heads,
    layers: rows,
    countParameters: () => rows.reduce((sum, row) => sum + row.parameterCount, 0),
    summary: (options) => formatSummary(rows, options),
    build: ({ seed }) => buildModel(own, seed),
  };
  return own;
}
