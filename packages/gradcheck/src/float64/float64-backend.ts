import * as tf from '@tensorflow/tfjs-core';
import { DoubleStorage, toDoubles, trackedTensor, type Values } from './double-storage.ts';
import type { Disturbance } from './rounding-noise.ts';
import { Unrounded } from './unrounded.ts';

/** The stock CPU backend, as far as it is used here; its storage and its warning are private. */
interface StockBackend extends tf.KernelBackend {
  data: DoubleStorage;
  firstUse: boolean;
}

/** A backend that computes in doubles. */
export interface Float64Backend extends tf.KernelBackend {
  readonly data: DoubleStorage;
  /** What kernels are to be given: the same tensors, read in full precision. */
  readonly forKernels: tf.KernelBackend;
  /** Applied to the float results of each kernel while it is set. */
  disturbance: Disturbance | undefined;
}

/**
 * A backend that keeps doubles under the dtype `float32`. Kernels read them as they are; the rest of TensorFlow.js, and with it
 * other backends to which a tensor moves, gets them rounded, since it expects a `Float32Array`.
 *
 * @param Stock the stock CPU backend bundled with doubles
 */
export function createFloat64Backend(Stock: new () => tf.KernelBackend): Float64Backend {
  const unrounded = new Unrounded();
  const StockCpu = Stock as new () => StockBackend;

  class DoubleBackend extends StockCpu implements Float64Backend {
    override data = new DoubleStorage();
    // The stock backend warns that there are faster ones at its first tensor.
    override firstUse = false;
    readonly forKernels: tf.KernelBackend;
    disturbance: Disturbance | undefined = undefined;

    constructor() {
      super();
      const readDoubles = (dataId: object): tf.BackendValues => super.readSync(dataId);
      this.forKernels = Object.assign(Object.create(this), { readSync: readDoubles });
    }

    override write(values: tf.BackendValues, shape: number[], dtype: tf.DataType): object {
      return super.write((unrounded.restore(values) ?? toDoubles(values, dtype)) as tf.BackendValues, shape, dtype);
    }

    override move(
      dataId: object,
      values: tf.BackendValues,
      _shape: number[],
      dtype: tf.DataType,
      refCount: number,
    ): void {
      this.data.set(dataId, { values: toDoubles(values, dtype), dtype, refCount });
    }

    override readSync(dataId: object): tf.BackendValues {
      const values = super.readSync(dataId) as Values;
      if (!(values instanceof Float64Array)) return values as tf.BackendValues;
      return unrounded.round(values);
    }

    override async read(dataId: object): Promise<tf.BackendValues> {
      return this.readSync(dataId);
    }

    override incRef(dataId: object): void {
      if (this.data.has(dataId)) super.incRef(dataId);
      else trackedTensor(dataId).backend.incRef(dataId);
    }

    override disposeData(dataId: object, force = false): boolean {
      if (this.data.has(dataId)) return super.disposeData(dataId, force);
      // The parts of a copied complex tensor are known to nobody else.
      return tf.engine().state.tensorInfo.get(dataId)?.backend.disposeData(dataId, force) ?? true;
    }
  }

  return new DoubleBackend();
}
