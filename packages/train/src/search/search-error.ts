/**
 * Why a search cannot go on:
 *
 * - `journal`: the journal is no journal, is damaged, or is that of another search
 * - `directory`: the folder of a trial holds what another search left
 * - `storage`: the platform refused to read or write it
 * - `unsupported`: there is no file system or there are no threads here
 */
export type SearchErrorCode = 'journal' | 'directory' | 'storage' | 'unsupported';

/** A search that cannot go on; a failing trial is no such error, but is recorded. */
export class SearchError extends Error {
  override readonly name = 'SearchError';
  readonly code: SearchErrorCode;

  constructor(code: SearchErrorCode, message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}
