/**
 * What went wrong, for callers that branch:
 *
 * - `malformed`: bytes that are not what their format says (IDX, CSV, gzip, zip, tar), or an archive beyond its limits
 * - `missing`: a file that is not there
 * - `mismatch`: files that do not fit one another or the set (counts, shapes, labels)
 * - `hash`: bytes that are not the published ones
 * - `download`: no mirror gave the file
 * - `offline`: a download is needed and was forbidden
 * - `storage`: the platform refused to read or write a file
 */
export type DatasetErrorCode = 'malformed' | 'missing' | 'mismatch' | 'hash' | 'download' | 'offline' | 'storage';

/**
 * A data set that cannot be had, with the reason in `code` and what lies under it in `cause`. Wrong arguments are a
 * TypeError or a RangeError instead.
 *
 * @example
 * ```ts
 * import { DatasetError, parseIdx } from '@gradlab/datasets';
 *
 * try {
 *   parseIdx(new Uint8Array([0, 0, 8]));
 * } catch (error) {
 *   if (error instanceof DatasetError) console.log(error.code); // malformed
 * }
 * ```
 */
export class DatasetError extends Error {
  override readonly name = 'DatasetError';
  readonly code: DatasetErrorCode;

  constructor(code: DatasetErrorCode, message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}
