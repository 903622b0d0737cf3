import {
  openSafetensors,
  type SafeTensor,
  type SafeTensorInfo,
  toFloat32,
  writeSafetensors,
} from '@gradlab/safetensors';
import { describeShape } from '@gradlab-internal/checks';
import * as tf from '@tensorflow/tfjs-core';

/** Named variables, as a model holds them. */
export type Parameters = Readonly<Record<string, tf.Variable>>;

/**
 * Writes parameters to a safetensors file, whole or not at all, as they are when it is called: what training assigns in the
 * meantime is not among them.
 *
 * @param path of the file
 * @param parameters by name, float32
 * @param options `metadata`: texts by name, carried beside them
 */
export async function saveWeights(
  path: string,
  parameters: Parameters,
  options: { readonly metadata?: Readonly<Record<string, string>> } = {},
): Promise<void> {
  // All are asked for before any is waited for, so that they are of one step.
  const tensors = await Promise.all(Object.entries(parameters).map(([name, variable]) => snapshot(name, variable)));
  await writeSafetensors(path, Object.fromEntries(tensors), options);
}

async function snapshot(name: string, variable: tf.Variable): Promise<[string, SafeTensor]> {
  const { shape } = variable;
  return [name, { dtype: 'F32', shape, data: Float32Array.from(await variable.data()) }];
}

/**
 * Reads parameters from a safetensors file into variables. Nothing is assigned unless every name and shape fits and every value
 * could be read. Half precision is widened, doubles and integers are rounded to float32.
 *
 * @param source path of the file (Node), or a `Blob` of it
 * @param parameters to assign
 * @throws RangeError that lists what is missing, unexpected, of another shape or of a dtype that is no plain number
 */
export async function loadWeights(source: string | Blob, parameters: Parameters): Promise<void> {
  const file = await openSafetensors(source);
  try {
    requireFit(nameOf(source), file.tensors, parameters);
    const values = await Promise.all(Object.keys(parameters).map(async (name) => toFloat32(await file.read(name))));
    tf.tidy(() => {
      for (const [i, variable] of Object.values(parameters).entries()) {
        variable.assign(tf.tensor(values[i] ?? [], variable.shape, 'float32'));
      }
    });
  } finally {
    await file.close();
  }
}

function nameOf(source: string | Blob): string {
  if (typeof source === 'string') return source;
  // A browser's File; a Blob has no name.
  return 'name' in source && typeof source.name === 'string' ? source.name : 'the Blob';
}

function requireFit(path: string, tensors: Readonly<Record<string, SafeTensorInfo>>, parameters: Parameters): void {
  const problems = [
    ...Object.entries(parameters).flatMap(([name, variable]) => problemsOf(name, variable, tensors[name])),
    ...Object.keys(tensors).flatMap((name) =>
      Object.hasOwn(parameters, name) ? [] : [`${name} is not a parameter of the model`],
    ),
  ];
  if (problems.length > 0) throw new RangeError(`load: ${path} does not fit the model: ${problems.join('; ')}`);
}

function problemsOf(name: string, variable: tf.Variable, stored: SafeTensorInfo | undefined): string[] {
  return stored === undefined ? [`${name} is missing`] : mismatches(name, variable.shape, stored);
}

/** Dtypes that are no plain numbers. */
const NO_NUMBERS = /^(C64|F8_|F6_|F4)/;

/** What is wrong with the shape and dtype of a stored tensor, in words. */
export function mismatches(name: string, shape: readonly number[], stored: SafeTensorInfo): string[] {
  const [expected, got] = [describeShape(shape), describeShape(stored.shape)];
  return [
    ...(expected === got ? [] : [`${name} must have shape ${expected}, got ${got}`]),
    ...(NO_NUMBERS.test(stored.dtype) ? [`${name} must be of a dtype of plain numbers, got ${stored.dtype}`] : []),
  ];
}
