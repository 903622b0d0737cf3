/** Why the kernels cannot be installed, or cannot run. */
export type WasmKernelsErrorCode =
  | 'no-wasm-backend'
  | 'unsupported-version'
  | 'simd-unavailable'
  | 'self-test-failed'
  | 'out-of-memory';

/** What {@link installWasmKernels} throws where it leaves the stock kernels in place; `code` says why, `cause` carries the first error. */
export class WasmKernelsError extends Error {
  override readonly name = 'WasmKernelsError';
  readonly code: WasmKernelsErrorCode;

  constructor(code: WasmKernelsErrorCode, message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}
