import type { Key } from '@gradlab/random';
import { reasonOf, TransformError, type TransformErrorCode } from './transform-error.ts';
import type { PackedExamples, TransformedInputs } from './transform-examples.ts';
import type { TransformAddress } from './transform-reference.ts';

/** What crosses to a worker for one batch: the examples of that batch alone. */
export interface TransformJob {
  readonly address: TransformAddress;
  readonly examples: PackedExamples;
  readonly indices: Uint32Array;
  readonly seed: Key;
  readonly epoch: number;
}

/** What comes back. */
export type TransformAnswer = TransformedInputs | { readonly failure: Failure };

/** A {@link TransformError} as plain data: errors of other classes lose their names on the way between threads. */
export interface Failure {
  readonly code: TransformErrorCode;
  readonly message: string;
  readonly index: number | undefined;
  readonly cause: { readonly name: string; readonly message: string; readonly stack: string | undefined };
}

/** An error of the worker, so that it can cross. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof TransformError)) {
    return {
      code: 'worker',
      message: `batches: a worker failed: ${reasonOf(error)}`,
      index: undefined,
      cause: summaryOf(error),
    };
  }
  const { code, message, index, cause } = error;
  return { code, message, index, cause: summaryOf(cause) };
}

/** The way back. */
export function errorOf({ code, message, index, cause }: Failure): TransformError {
  const original = Object.assign(new Error(cause.message), cause);
  return new TransformError(code, message, { cause: original, ...(index === undefined ? {} : { index }) });
}

function summaryOf(thrown: unknown): Failure['cause'] {
  if (thrown instanceof Error)
    return { name: String(thrown.name), message: String(thrown.message), stack: thrown.stack };
  return { name: 'Error', message: reasonOf(thrown), stack: undefined };
}
