import { describeValue } from '@gradlab-internal/checks';

/**
 * What went wrong with a transform, for callers that branch:
 *
 * - `module`: the module cannot be loaded, or its export is no transform
 * - `example`: the transform failed at an example, or gave one that does not fit its batch
 * - `worker`: a worker thread ended, or could not be started
 */
export type TransformErrorCode = 'module' | 'example' | 'worker';

/**
 * A transform that cannot be had or that failed, with the reason in `code` and what lies under it in `cause`. From a
 * worker thread the cause comes with its name, message and stack.
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import { batches, syntheticDigits, TransformError } from '@gradlab/datasets';
 *
 * const transform = {
 *   apply: () => {
 *     throw new Error('not today');
 *   },
 * };
 * try {
 *   for await (const _ of batches(syntheticDigits({ size: 2, seed: 1 }), { batchSize: 2, transform }));
 * } catch (error) {
 *   if (error instanceof TransformError) console.log(error.code, error.index); // example 0
 * }
 * ```
 */
export class TransformError extends Error {
  override readonly name = 'TransformError';
  readonly code: TransformErrorCode;
  /** The example's place in the data set, where one example is to blame. */
  readonly index: number | undefined;

  constructor(
    code: TransformErrorCode,
    message: string,
    options?: { readonly cause?: unknown; readonly index?: number },
  ) {
    super(message, options === undefined || !('cause' in options) ? {} : { cause: options.cause });
    this.code = code;
    this.index = options?.index;
  }
}

/** A message of anything that was thrown. */
export function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : describeValue(cause);
}
