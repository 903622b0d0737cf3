// What the stock CPU kernels see in place of '@tensorflow/tfjs-core': the user's core, but with helpers that make doubles, and with
// a registry of its own. scripts/generate.mjs bundles it, writing Float64Array for Float32Array in everything but the user's core.
import * as core from '@tensorflow/tfjs-core';
import * as complex from '@tensorflow/tfjs-core/dist/backends/complex_util.js';
import * as base from '@tensorflow/tfjs-core/dist/util_base.js';

// biome-ignore lint/performance/noReExportAll: the kernels are to find all that core has, but for what is replaced below
export * from '@tensorflow/tfjs-core';

function toTypedArray(values, dtype) {
  const flat = Array.isArray(values) ? core.util.flatten(values) : values;
  const typed = base.getArrayFromDType(dtype, flat.length);
  // As core does: whatever rounds to zero is false.
  for (let i = 0; i < typed.length; i++) typed[i] = dtype === 'bool' ? Number(Math.round(flat[i]) !== 0) : flat[i];
  return typed;
}

function createScalarValue(value, dtype) {
  return dtype === 'string' ? core.util.encodeString(value) : toTypedArray([value], dtype);
}

export const util = { ...core.util, ...base, toTypedArray, createScalarValue };

export const backend_util = { ...core.backend_util, ...complex };

/** A buffer that is given no values makes its own, which have to be doubles. */
export class TensorBuffer extends core.TensorBuffer {
  constructor(shape, dtype, values) {
    super(shape, dtype, values ?? base.getArrayFromDType(dtype, core.util.sizeFromShape(shape)));
  }
}

export function buffer(shape, dtype = 'float32', values = undefined) {
  return new TensorBuffer(shape.slice(), dtype, values);
}

export const kernelConfigs = [];

export function registerKernel(config) {
  kernelConfigs.push(config);
}
