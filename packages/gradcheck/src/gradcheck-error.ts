/**
 * What stands in the way of a comparison: `gradients-missing` (none are registered with TensorFlow.js), `not-differentiable`
 * (an operation has no gradient), `not-connected` (the result does not depend on x through operations that are recorded),
 * `not-finite` (the function or its gradient is NaN or infinite at x itself).
 */
export type GradcheckErrorCode = 'gradients-missing' | 'not-differentiable' | 'not-connected' | 'not-finite';

/** Thrown where a function cannot be checked at all. `code` says why; `cause` is the error underneath, where there is one. */
export class GradcheckError extends Error {
  override readonly name = 'GradcheckError';
  readonly code: GradcheckErrorCode;

  constructor(code: GradcheckErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
