import { gunzip, isGzip } from '../archives/gunzip.ts';
import { DatasetError } from '../dataset-error.ts';
import { sha256 } from '../storage/sha256.ts';
import { MemorySink } from './byte-sink.ts';
import type { FetchFileOptions } from './fetch-options.ts';
import { fromMirrors } from './from-mirrors.ts';
import type { PublishedFile } from './published-file.ts';
import { requirePublished } from './require-published.ts';

/**
 * A published file in memory, for where there is no disk to keep it on.
 *
 * @returns the bytes, verified; unpacked, if mirrors serve them packed
 * @throws {@link DatasetError} `offline` or `download`; the signal's reason when aborted
 */
export async function fetchBytes(file: PublishedFile, options: FetchFileOptions): Promise<Uint8Array<ArrayBuffer>> {
  if (options.offline) {
    throw new DatasetError('offline', `${file.name} is not here, and offline forbids to download it`);
  }
  const sink = new MemorySink();
  return fromMirrors(file, sink, () => verified(file, sink.bytes()), options);
}

async function verified(file: PublishedFile, received: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  // A server that declares the compression as a content encoding has had it undone by fetch.
  const packed = file.packed !== undefined && isGzip(received);
  const bytes = packed ? await gunzip(received, { name: file.name, maxBytes: file.bytes }) : received;
  requirePublished(file, bytes.length, await sha256(bytes));
  return bytes;
}
