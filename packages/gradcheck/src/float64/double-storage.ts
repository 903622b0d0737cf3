import * as tf from '@tensorflow/tfjs-core';

/** What the stock CPU backend keeps for a tensor. */
export interface StoredTensor {
  readonly values?: Values;
  readonly dtype: tf.DataType;
  readonly complexTensorInfos?: { readonly real: tf.TensorInfo; readonly imag: tf.TensorInfo };
  refCount: number;
}

export type Values = Float64Array | Int32Array | Uint8Array | Uint8Array[];

/** What the engine knows of a tensor, whichever backend has it. */
interface TrackedTensor {
  readonly backend: tf.KernelBackend;
  readonly dtype: tf.DataType;
  readonly shape: number[];
}

/** @throws Error if no backend has the tensor */
export function trackedTensor(dataId: object): TrackedTensor {
  const info = tf.engine().state.tensorInfo.get(dataId);
  if (info === undefined) throw new Error('cpu-float64: a tensor that is disposed was used');
  return info;
}

/** float32 values become doubles, which is exact; others stay as they are. */
export function toDoubles(values: tf.BackendValues, dtype: tf.DataType): Values {
  if (dtype !== 'float32' || (values as unknown) instanceof Float64Array) return values as Values;
  return Float64Array.from(values as Float32Array);
}

/**
 * The tensors of the float64 backend, and copies of those of other backends that its kernels have asked for. Unlike the stock
 * storage it never takes a tensor away from its backend: what a function reads from outside stays where it was.
 */
export class DoubleStorage {
  readonly #own = new Map<object, StoredTensor>();
  readonly #copies = new Map<object, StoredTensor>();

  get(dataId: object): StoredTensor {
    return this.#own.get(dataId) ?? this.#copies.get(dataId) ?? this.#copy(dataId);
  }

  set(dataId: object, stored: StoredTensor): void {
    this.#own.set(dataId, stored);
  }

  has(dataId: object): boolean {
    return this.#own.has(dataId);
  }

  delete(dataId: object): boolean {
    return this.#own.delete(dataId);
  }

  numDataIds(): number {
    return this.#own.size;
  }

  /** Forgets the copies: their owners may change them. */
  forgetCopies(): void {
    this.#copies.clear();
  }

  #copy(dataId: object): StoredTensor {
    const { dtype, shape } = trackedTensor(dataId);
    const values = tf.engine().readSync(dataId);
    const copy: StoredTensor =
      dtype === 'complex64'
        ? { dtype, refCount: 1, complexTensorInfos: this.#parts(values as Float32Array, shape) }
        : { dtype, refCount: 1, values: toDoubles(values, dtype) };
    this.#copies.set(dataId, copy);
    return copy;
  }

  /** Complex values come as pairs; the kernels want two tensors. */
  #parts(pairs: Float32Array, shape: number[]): { real: tf.TensorInfo; imag: tf.TensorInfo } {
    const part = (offset: 0 | 1): tf.TensorInfo => {
      const dataId = {};
      const values = Float64Array.from({ length: pairs.length / 2 }, (_, i) => pairs[2 * i + offset] as number);
      this.#copies.set(dataId, { dtype: 'float32', refCount: 1, values });
      return { dataId, shape, dtype: 'float32' };
    };
    return { real: part(0), imag: part(1) };
  }
}
