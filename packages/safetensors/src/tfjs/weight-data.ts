import { describeValue } from '@gradlab-internal/checks';
import type * as tf from '@tensorflow/tfjs-core';
import { bytesOf } from '../dtypes.ts';
import { SafetensorsError } from '../error.ts';
import type { SafeDtype, SafeTensor } from '../tensor.ts';
import { toFloat32 } from '../to-float32.ts';
import { valuesFromBytes } from '../values.ts';

type WeightSpec = tf.io.WeightsManifestEntry;

const DTYPES = { float32: 'F32', int32: 'I32', bool: 'BOOL', complex64: 'C64' } as const satisfies Partial<
  Record<WeightSpec['dtype'], SafeDtype>
>;

/** Weights by name from the one run of bytes in which TensorFlow.js has them. */
export function splitWeights(specs: readonly WeightSpec[], bytes: Uint8Array): Record<string, SafeTensor> {
  const tensors: Record<string, SafeTensor> = {};
  let at = 0;
  for (const { name, dtype: tfDtype, shape, quantization } of specs) {
    const dtype = tfDtype === 'string' ? undefined : DTYPES[tfDtype];
    if (dtype === undefined || quantization !== undefined) {
      const got = quantization === undefined ? tfDtype : `${tfDtype} quantised to ${quantization.dtype}`;
      throw new RangeError(`save: ${name} must be one of ${Object.keys(DTYPES).join(', ')}, got ${got}`);
    }
    if (Object.hasOwn(tensors, name))
      throw new RangeError(`save: weights must have different names, got ${name} twice`);
    const end = at + (bytesOf(dtype, shape) ?? Number.POSITIVE_INFINITY);
    if (end > bytes.length) throw new RangeError(`save: ${name} must end within the data, got too few bytes`);
    tensors[name] = { dtype, shape, data: valuesFromBytes(dtype, bytes.slice(at, end)) } as SafeTensor;
    at = end;
  }
  return tensors;
}

/** The weights in the order of TensorFlow.js' list, with the list. */
export function joinWeights(
  names: unknown,
  tensors: Readonly<Record<string, SafeTensor>>,
): { readonly weightSpecs: WeightSpec[]; readonly parts: readonly SafeTensor[] } {
  if (!Array.isArray(names) || new Set(names).size !== names.length || !names.every((name) => name in tensors)) {
    const problem = `must list the file’s tensors, got ${describeValue(names)}`;
    throw new SafetensorsError('invalid-metadata', `weights of a model ${problem}`);
  }
  const named = names.map((name: string) => [name, asTfjs(name, tensors[name] as SafeTensor)] as const);
  return {
    weightSpecs: named.map(([name, { dtype, tensor }]) => ({ name, dtype, shape: [...tensor.shape] })),
    parts: named.map(([, { tensor }]) => tensor),
  };
}

/** A tensor as TensorFlow.js can hold it: what has no dtype there comes as float32. */
function asTfjs(name: string, tensor: SafeTensor): { dtype: keyof typeof DTYPES; tensor: SafeTensor } {
  const found = Object.entries(DTYPES).find(([, dtype]) => dtype === tensor.dtype);
  if (found !== undefined) return { dtype: found[0] as keyof typeof DTYPES, tensor };
  try {
    return { dtype: 'float32', tensor: { dtype: 'F32', shape: tensor.shape, data: toFloat32(tensor) } };
  } catch (cause) {
    throw new SafetensorsError('unsupported-dtype', `${name}: TensorFlow.js cannot hold ${tensor.dtype}`, { cause });
  }
}
