import type { BackendName } from '../backend-name.ts';
import type { BackendOptions } from '../options.ts';

/** What a prepared backend says of itself. */
export interface Details {
  /** What computes: a processor's or graphics card's name, as far as the runtime tells. */
  readonly device: string;
  /** The WebAssembly instructions of the training kernels; `wasm` only. */
  readonly simd?: string;
  /** Threads that compute on the processor; 1 where a graphics card does the work. */
  readonly threads: number;
  /** Version of what computes: of the stock npm package; for `cuda` of the TensorFlow library. */
  readonly version: string;
}

/** One backend: the steps from its name to a tfjs backend that trains. Each step throws a `BackendError` if it cannot be done. */
export interface Driver {
  readonly name: BackendName;
  /** The name under which TensorFlow.js registers it. */
  readonly engineName: string;
  /** Loads and registers the stock backend. */
  load(options: BackendOptions): Promise<void>;
  /** Undoes what starting it left behind in the process, whether it started or not. */
  tidyUp?(): void;
  /** Completes the backend, which is now current and ready, and describes it. */
  finish(options: BackendOptions): Promise<Details>;
  /** Resolves if `load` and `finish` should succeed; changes no backend. */
  check(): Promise<void>;
}
