import { DatasetError } from '../dataset-error.ts';
import type { PublishedFile } from './published-file.ts';

/** @throws {@link DatasetError} `hash` for bytes that are not the published ones */
export function requirePublished(file: PublishedFile, bytes: number, sha256: string): void {
  if (bytes !== file.bytes) {
    const unpacked = file.packed === undefined ? '' : ' when decompressed';
    throw new DatasetError('hash', `expected ${file.bytes} bytes${unpacked}, got ${bytes}`);
  }
  if (sha256 !== file.sha256) throw new DatasetError('hash', `expected sha256 ${file.sha256}, got ${sha256}`);
}
