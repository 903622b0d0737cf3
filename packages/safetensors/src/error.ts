/** What is wrong with a file, for callers that branch. */
export type SafetensorsErrorCode =
  | 'file-too-short'
  | 'header-too-large'
  | 'header-out-of-bounds'
  | 'invalid-utf8'
  | 'invalid-json'
  | 'duplicate-key'
  | 'invalid-number'
  | 'invalid-header'
  | 'invalid-metadata'
  | 'invalid-name'
  | 'invalid-shape'
  | 'invalid-offsets'
  | 'size-mismatch'
  | 'unsupported-dtype'
  | 'file-changed'
  | 'not-found'
  | 'no-file-system'
  | 'no-document';

/**
 * Thrown for bytes that break a rule of the safetensors format, or hold what this package does not read.
 * `code` says which rule; `cause` is the error underneath, where there is one.
 */
export class SafetensorsError extends Error {
  override readonly name = 'SafetensorsError';
  readonly code: SafetensorsErrorCode;

  constructor(code: SafetensorsErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
