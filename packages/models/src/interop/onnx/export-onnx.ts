import { requireOneOf } from '@gradlab-internal/checks';
import type { Model, Outputs } from '../../model/model.ts';
import type { PlacedLayer } from '../../model/place-layers.ts';
import { inversePermutation, permuteAxes } from '../permute-axes.ts';
import { weightLayout } from '../weight-layout.ts';
import {
  channelsFirst,
  channelsLast,
  describeGraphValue,
  type FlowingValue,
  type GraphBuilder,
  graphBuilder,
} from './graph-builder.ts';
import { LAYER_EXPORTERS } from './layer-exporters.ts';
import { type GraphValue, modelMessage } from './messages.ts';
import { byteLength, join } from './protobuf.ts';

/** Options of {@link exportOnnx}. */
export interface OnnxOptions {
  /**
   * How the model's images lie in the file's inputs and outputs: `[batch, height, width, channels]` as here (`'channelsLast'`, the
   * default), or `[batch, channels, height, width]` as in PyTorch (`'channelsFirst'`).
   */
  readonly images?: 'channelsLast' | 'channelsFirst';
}

/** Protocol buffers end there. */
const MAX_BYTES = 2 ** 31 - 1;

type Weights = Readonly<Record<string, Float32Array>>;

/**
 * A model as an ONNX file, which ONNX Runtime and others run: what `model.apply` computes in evaluation, for batches of any size. The
 * input is named `input`; the output `output`, or as its head. Operator set 17.
 *
 * @param model to export; it stays as it is
 * @param options `images`
 * @returns the bytes of the file
 * @throws RangeError if a layer is of a kind that the package does not have, a head is called `input`, or the file would pass the 2 GiB of the format
 * @see https://github.com/onnx/onnx/blob/main/docs/IR.md
 * @example
 * ```ts
 * import { mlp } from '@gradlab/models';
 * import { exportOnnx } from '@gradlab/models/interop';
 * import '@tensorflow/tfjs-backend-cpu';
 *
 * const model = mlp({ inputShape: [28, 28, 1], hidden: [32], outputs: 10, seed: 1 });
 * const bytes = await exportOnnx(model); // for writeFile('model.onnx', bytes)
 * console.log(bytes.length > 4 * model.countParameters()); // true
 * model.dispose();
 * ```
 */
export async function exportOnnx(
  model: Pick<Model<Outputs>, 'blueprint' | 'weights'>,
  { images = 'channelsLast' }: OnnxOptions = {},
): Promise<Uint8Array<ArrayBuffer>> {
  requireOneOf('exportOnnx', 'images', images, ['channelsLast', 'channelsFirst']);
  const { inputShape, trunk, heads } = model.blueprint;
  const weights = await weightsOf(model);
  const builder = graphBuilder();
  const input = { name: 'input', shape: inputShape, channelsFirst: images === 'channelsFirst' && isImage(inputShape) };
  const shared = exportRow(builder, trunk, input, weights);
  const rows = Object.entries(heads);
  const outputs =
    rows.length === 0
      ? [exportOutput(builder, 'output', shared, images)]
      : rows.map(([head, row]) => exportOutput(builder, head, exportRow(builder, row, shared, weights), images));
  const { nodes, constants } = builder;
  const inputs = [describeGraphValue('input', input)];
  const parts = modelMessage({ name: 'model', nodes, constants, inputs, outputs });
  const bytes = byteLength(parts);
  if (bytes > MAX_BYTES) throw new RangeError(`exportOnnx: the file must be <= ${MAX_BYTES} bytes, got ${bytes}`);
  return join(parts);
}

function isImage(shape: readonly number[]): boolean {
  return shape.length === 3;
}

async function weightsOf({ weights }: Pick<Model<Outputs>, 'weights'>): Promise<Weights> {
  const named = Object.entries(weights).map(async ([name, variable]) => [name, await variable.data()] as const);
  return Object.fromEntries(await Promise.all(named)) as Weights;
}

function exportRow(
  builder: GraphBuilder,
  layers: readonly PlacedLayer[],
  input: FlowingValue,
  weights: Weights,
): FlowingValue {
  let value = input;
  for (const placed of layers) value = exportLayer(builder, placed, value, weights);
  return value;
}

function exportLayer(builder: GraphBuilder, placed: PlacedLayer, input: FlowingValue, weights: Weights): FlowingValue {
  const { kind } = placed.layer;
  const exporter = Object.hasOwn(LAYER_EXPORTERS, kind) ? LAYER_EXPORTERS[kind] : undefined;
  if (exporter === undefined) {
    const known = Object.keys(LAYER_EXPORTERS).join(', ');
    throw new RangeError(`exportOnnx: ${placed.name} must be of a kind of ${known}, got ${kind}`);
  }
  const weight = (short: string): string | undefined => addWeight(builder, placed, short, weights);
  return { ...exporter({ builder, placed, input, weight }), shape: placed.outputShape };
}

function addWeight(builder: GraphBuilder, placed: PlacedLayer, short: string, weights: Weights): string | undefined {
  const spec = placed.parameters[short] ?? placed.state[short];
  const name = `${placed.name}.${short}`;
  const values = weights[name];
  if (spec === undefined || values === undefined) return undefined;
  // What was flattened was flattened with channels last, so nothing is to be reordered after it.
  const layout = weightLayout(placed, short);
  if (layout === undefined) return builder.constant(name, spec.shape, values);
  const here = layout.permutation.map((axis) => layout.view[axis] ?? 0);
  return builder.constant(name, layout.shape, permuteAxes(values, here, inversePermutation(layout.permutation)));
}

/** Gives a value the name and order of an output. */
function exportOutput(
  builder: GraphBuilder,
  name: string,
  value: FlowingValue,
  images: 'channelsLast' | 'channelsFirst',
): GraphValue {
  if (name === 'input') throw new RangeError('exportOnnx: heads must not have the name of the input, got "input"');
  const ordered = (images === 'channelsLast' ? channelsLast : channelsFirst)(builder, value);
  builder.output(name, ordered.name);
  return describeGraphValue(name, ordered);
}
