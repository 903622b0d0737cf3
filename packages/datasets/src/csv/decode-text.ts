import { DatasetError } from '../dataset-error.ts';

/** @throws {@link DatasetError} `malformed` for bytes that are not UTF-8 */
export function decodeText(file: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new DatasetError('malformed', `${file}: expected UTF-8 text`, { cause });
  }
}
