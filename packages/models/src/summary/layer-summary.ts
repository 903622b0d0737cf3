import { extendPath, type FieldPath, fieldOf } from '../arithmetic/receptive-field.ts';
import type { ParameterSpecs } from '../layers/layer.ts';
import type { PlacedLayer } from '../model/place-layers.ts';
import type { Parameters } from '../weights.ts';

const BYTES_PER_VALUE = 4;

/** What one layer is and costs. Plain data, worked out from shapes alone. */
export interface LayerSummary {
  readonly name: string;
  readonly kind: string;
  /** Without the batch dimension. */
  readonly inputShape: readonly number[];
  /** Without the batch dimension. */
  readonly outputShape: readonly number[];
  /** Number of values in its parameters, frozen or not. */
  readonly parameterCount: number;
  /** How many of them gradients change. */
  readonly trainableCount: number;
  /** Number of values in its running statistics. */
  readonly stateCount: number;
  /** Multiplications that are added up in products of matrices and kernels, for one example; biases and what is done element by element do not count. */
  readonly multiplyAdds: number;
  /**
   * Height and width of the part of the input that one value of the output depends on, padding included, so that it may exceed the
   * image; the most there can be after a transposed convolution; `null` where the input is no image.
   */
  readonly receptiveField: readonly [number, number] | null;
  /** Memory of the output of one example in float32. */
  readonly activationBytes: number;
  /** Memory of parameters and running statistics in float32. */
  readonly weightBytes: number;
}

/** Options of a summary. */
export interface SummaryOptions {
  /** For how many examples memory and multiply-adds are told, an integer ≥ 1; 1 unless given. */
  readonly batchSize?: number;
}

/** A row for each layer. Nothing is allocated. */
export function summarize(
  inputShape: readonly number[],
  trunk: readonly PlacedLayer[],
  heads: Readonly<Record<string, readonly PlacedLayer[]>>,
): readonly LayerSummary[] {
  const start = inputShape.length === 3 ? [] : null;
  const shared = summarizeRow(trunk, inputShape, start);
  return [...shared.rows, ...Object.values(heads).flatMap((row) => summarizeRow(row, inputShape, shared.path).rows)];
}

function summarizeRow(
  layers: readonly PlacedLayer[],
  image: readonly number[],
  start: FieldPath | null,
): { rows: LayerSummary[]; path: FieldPath | null } {
  let path = start;
  const rows = layers.map((placed) => {
    path = path && extendPath(path, placed.layer.reach);
    return summarizeLayer(placed, path && fieldOf(path, image));
  });
  return { rows, path };
}

function summarizeLayer(
  { name, layer, inputShape, outputShape, parameters, state }: PlacedLayer,
  receptiveField: LayerSummary['receptiveField'],
): LayerSummary {
  const [parameterCount, stateCount] = [sizeOfAll(parameters), sizeOfAll(state)];
  return {
    name,
    kind: layer.kind,
    inputShape,
    outputShape,
    parameterCount,
    trainableCount: parameterCount,
    stateCount,
    multiplyAdds: layer.multiplyAdds?.(inputShape) ?? 0,
    receptiveField,
    activationBytes: BYTES_PER_VALUE * sizeOf(outputShape),
    weightBytes: BYTES_PER_VALUE * (parameterCount + stateCount),
  };
}

/** The rows with what is trainable counted anew. */
export function withTrainability(
  rows: readonly LayerSummary[],
  layers: readonly PlacedLayer[],
  weights: Parameters,
): readonly LayerSummary[] {
  return rows.map((row, i) => {
    const names = Object.keys(layers[i]?.parameters ?? {}).map((short) => `${row.name}.${short}`);
    const trainable = names.flatMap((name) => weights[name] ?? []).filter((variable) => variable.trainable);
    return { ...row, trainableCount: trainable.reduce((sum, { size }) => sum + size, 0) };
  });
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

function sizeOfAll(specs: ParameterSpecs): number {
  return Object.values(specs).reduce((sum, { shape }) => sum + sizeOf(shape), 0);
}
