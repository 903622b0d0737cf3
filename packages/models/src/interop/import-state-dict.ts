import { type SafeTensorInfo, toFloat32 } from '@gradlab/safetensors';
import { describeValue } from '@gradlab-internal/checks';
import * as tf from '@tensorflow/tfjs-core';
import type { Model, Outputs } from '../model/model.ts';
import { mismatches } from '../weights.ts';
import { permuteAxes } from './permute-axes.ts';
import { StateDictError } from './state-dict-error.ts';
import { type OpenStateDict, openStateDict, type StateDictSource } from './state-dict-source.ts';
import { type TorchNames, type TorchWeight, torchWeights } from './torch-weights.ts';

/** Options of {@link importStateDict}. */
export interface ImportOptions {
  /** Which module of PyTorch each layer is; layers have the same names there unless given. */
  readonly names?: TorchNames;
  /** Whether missing and unexpected tensors are an error; true unless given. A tensor of another shape always is. */
  readonly strict?: boolean;
}

/** What became of a state dict. */
export interface ImportReport {
  /** Names in the model of the weights that were assigned. */
  readonly loaded: readonly string[];
  /** Names in PyTorch of weights that the model has and the state dict has not; they stay as they were. */
  readonly missing: readonly string[];
  /** Names that the state dict has and the model has not. */
  readonly unexpected: readonly string[];
  /** Counters of batch norms, which have no use here: `num_batches_tracked`. */
  readonly ignored: readonly string[];
}

/** Counts batches for a running mean without momentum, which there is not here. */
const COUNTER = /(^|\.)num_batches_tracked$/;

/**
 * Loads a state dict of PyTorch, saved as safetensors, into a model: with it the model gives what the PyTorch module gives in
 * evaluation, up to rounding. Kernels are turned from `[out, in, height, width]` to `[height, width, in, out]`, matrices transposed; the
 * first dense layer (and batch norm) after a flatten is reordered, because PyTorch lays images out with channels first.
 *
 * Either everything fits and is assigned, or nothing is. Half precision is widened, doubles are rounded to float32.
 *
 * @param model whose weights are assigned
 * @param source path (Node), Blob, or tensors by name
 * @param options `names`, `strict`
 * @returns what was loaded, missing, unexpected, ignored
 * @throws TypeError if `source` or `names` is of the wrong kind; RangeError if `names` does not fit the model or a layer has no
 * counterpart in PyTorch; StateDictError that lists everything which does not fit; SafetensorsError for a file that breaks a rule of
 * its format
 * @example
 * ```ts
 * import { dense, sequential } from '@gradlab/models';
 * import { importStateDict } from '@gradlab/models/interop';
 * import '@tensorflow/tfjs-backend-cpu';
 *
 * const model = sequential({ inputShape: [2], layers: [dense({ units: 1 })], seed: 1 });
 * const report = await importStateDict(
 *   model,
 *   {
 *     'fc.weight': { dtype: 'F32', shape: [1, 2], data: Float32Array.of(3, 4) },
 *     'fc.bias': { dtype: 'F32', shape: [1], data: Float32Array.of(5) },
 *   },
 *   { names: { dense1: 'fc' } },
 * );
 * console.log(report.loaded); // [ 'dense1.weight', 'dense1.bias' ]
 * model.dispose();
 * ```
 */
export async function importStateDict(
  model: Pick<Model<Outputs>, 'blueprint' | 'weights'>,
  source: StateDictSource,
  { names, strict = true }: ImportOptions = {},
): Promise<ImportReport> {
  const weights = torchWeights('importStateDict', model.blueprint, names);
  const dict = await openStateDict('importStateDict', source);
  try {
    const report = compare(weights, dict.tensors);
    const problems = strict ? report : { ...report, missing: [], unexpected: [] };
    if (problems.missing.length + problems.unexpected.length + report.mismatched.length > 0) {
      throw new StateDictError('importStateDict', problems);
    }
    const present = weights.filter(({ torchName }) => Object.hasOwn(dict.tensors, torchName));
    assign(model, present, await readAll(dict, present));
    const { missing, unexpected, ignored } = report;
    return { loaded: present.map(({ name }) => name), missing, unexpected, ignored };
  } finally {
    await dict.close();
  }
}

type Comparison = Omit<ImportReport, 'loaded'> & { readonly mismatched: readonly string[] };

function compare(weights: readonly TorchWeight[], tensors: Readonly<Record<string, SafeTensorInfo>>): Comparison {
  const wanted = new Set(weights.map(({ torchName }) => torchName));
  const others = Object.keys(tensors).filter((name) => !wanted.has(name));
  return {
    missing: [...wanted].filter((name) => !Object.hasOwn(tensors, name)),
    unexpected: others.filter((name) => !COUNTER.test(name)),
    ignored: others.filter((name) => COUNTER.test(name)),
    mismatched: weights.flatMap((weight) =>
      Object.hasOwn(tensors, weight.torchName) ? mismatch(weight, tensors[weight.torchName]) : [],
    ),
  };
}

function mismatch({ torchName, layout }: TorchWeight, info: SafeTensorInfo | undefined): string[] {
  if (!Array.isArray(info?.shape) || typeof info.dtype !== 'string')
    return [`${torchName} must be { dtype, shape, data }, got ${describeValue(info)}`];
  return mismatches(torchName, layout.shape, info);
}

async function readAll(dict: OpenStateDict, weights: readonly TorchWeight[]): Promise<Float32Array[]> {
  const values: Float32Array[] = [];
  for (const { torchName, layout } of weights) {
    const tensor = await dict.read(torchName);
    // A file is checked by whoever reads it; a record is checked by nobody else.
    if (!ArrayBuffer.isView(tensor.data)) {
      throw new TypeError(
        `importStateDict: data of ${torchName} must be a typed array, got ${describeValue(tensor.data)}`,
      );
    }
    const read = toFloat32(tensor);
    const expected = layout.shape.reduce((product, size) => product * size, 1);
    if (read.length !== expected) {
      throw new RangeError(`importStateDict: ${torchName} must have ${expected} values, got ${read.length}`);
    }
    values.push(permuteAxes(read, layout.view, layout.permutation));
  }
  return values;
}

function assign(
  { weights: variables }: Pick<Model<Outputs>, 'weights'>,
  weights: readonly TorchWeight[],
  values: readonly Float32Array[],
): void {
  tf.tidy(() => {
    for (const [i, { name }] of weights.entries()) {
      const variable = variables[name];
      variable?.assign(tf.tensor(values[i] ?? [], variable.shape, 'float32'));
    }
  });
}
