/**
 * Why a backend cannot be had:
 *
 * - `missing-package`: an npm package that it needs is not installed; the message has the command
 * - `unsupported-environment`: this runtime can never run it (WebGL in Node, CUDA in a browser)
 * - `no-device`: the software is there, the hardware or its driver is not
 * - `incompatible`: versions that do not fit, or two copies of TensorFlow.js
 * - `setup-failed`: it should work and does not; `cause` says more
 */
export type BackendErrorCode =
  | 'missing-package'
  | 'unsupported-environment'
  | 'no-device'
  | 'incompatible'
  | 'setup-failed';

/** Thrown where a backend cannot be prepared. The message says what is missing and what to do. */
export class BackendError extends Error {
  override readonly name = 'BackendError';
  readonly code: BackendErrorCode;

  constructor(code: BackendErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
