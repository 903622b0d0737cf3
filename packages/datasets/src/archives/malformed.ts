import { DatasetError } from '../dataset-error.ts';

/** What is wrong with an archive, or with one entry of it. */
export function malformed(archive: string, reason: string, cause?: unknown): DatasetError {
  return new DatasetError('malformed', `${archive}: ${reason}`, cause === undefined ? {} : { cause });
}
