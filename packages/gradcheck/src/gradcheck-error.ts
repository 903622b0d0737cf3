/**
 * What stands in the way of a comparison: `not-differentiable` (an operation has no gradient), `malformed-gradient` (a gradient
 * function gave a tensor of another shape or dtype than its input), `not-connected` (the result does not depend on x through
 * operations that are recorded), `not-finite` (the function or its gradient is NaN or infinite at x itself), `gradients-differ`
 * (thrown by `assertGradients`).
 */
export type GradcheckErrorCode =
  | 'not-differentiable'
  | 'malformed-gradient'
  | 'not-connected'
  | 'not-finite'
  | 'gradients-differ';

/** Thrown where a function cannot be checked at all, and by assertGradients. `cause` is the error underneath, if there is one. */
export class GradcheckError extends Error {
  override readonly name = 'GradcheckError';
  readonly code: GradcheckErrorCode;

  constructor(code: GradcheckErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
