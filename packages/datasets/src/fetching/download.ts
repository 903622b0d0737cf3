import { gunzip, isGzip } from '../archives/gunzip.ts';
import { DatasetError } from '../dataset-error.ts';
import { sha256 } from '../storage/sha256.ts';
import type { DownloadOptions } from './fetch-options.ts';
import { type PublishedFile, urlAt } from './published-file.ts';

// A gzip file of incompressible bytes is larger than they are, by five bytes in 16 kB and a header with a name.
const GZIP_EXCESS = 64 * 1024;

/**
 * Fetches a file from the first mirror that gives the published bytes.
 *
 * @returns the bytes as they are to be kept, verified
 * @throws {@link DatasetError} `download` that names each mirror's failure; the signal's reason when aborted
 */
export async function download(file: PublishedFile, options: DownloadOptions): Promise<Uint8Array> {
  const failures: Error[] = [];
  for (const mirror of options.mirrors) {
    const url = urlAt(mirror, file);
    options.signal?.throwIfAborted();
    try {
      return await verify(file, await fetchBytes(file, url, options));
    } catch (cause) {
      // What a caller stopped is no failure of the mirror.
      options.signal?.throwIfAborted();
      failures.push(new Error(`${url}: ${reasonOf(cause)}`, { cause }));
    }
  }
  const list = failures.length === 0 ? ' none is given' : failures.map(({ message }) => `\n  ${message}`).join('');
  throw new DatasetError('download', `${file.name} could not be downloaded from any mirror:${list}`, {
    cause: new AggregateError(failures),
  });
}

async function fetchBytes(
  file: PublishedFile,
  url: string,
  { signal, onProgress }: DownloadOptions,
): Promise<Uint8Array> {
  const response = await fetch(url, signal === undefined ? {} : { signal });
  if (!response.ok || response.body === null) {
    await response.body?.cancel();
    throw new Error(`HTTP ${response.status} ${response.statusText}`.trim());
  }
  const length = Number(response.headers.get('content-length'));
  const total = length > 0 ? { total: length } : {};
  const buffer = new Uint8Array(file.bytes + (file.packed === undefined ? 0 : GZIP_EXCESS));
  const reader = response.body.getReader();
  let loaded = 0;
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      if (loaded + next.value.length > buffer.length) throw new Error(`sends more than ${buffer.length} bytes`);
      buffer.set(next.value, loaded);
      loaded += next.value.length;
      onProgress?.({ file: file.name, url, loaded, ...total });
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
  return buffer.subarray(0, loaded);
}

async function verify(file: PublishedFile, received: Uint8Array): Promise<Uint8Array> {
  // A server that declares the compression as a content encoding has had it undone by fetch.
  const packed = file.packed !== undefined && isGzip(received);
  const bytes = packed ? await gunzip(received, { name: file.name, maxBytes: file.bytes }) : received;
  if (bytes.length !== file.bytes) {
    throw new DatasetError(
      'hash',
      `expected ${file.bytes} bytes${packed ? ' when decompressed' : ''}, got ${bytes.length}`,
    );
  }
  const actual = await sha256(bytes);
  if (actual !== file.sha256) throw new DatasetError('hash', `expected sha256 ${file.sha256}, got ${actual}`);
  return bytes;
}

/** fetch hides the reason (refused, unknown host) one level down. */
function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  return cause.cause instanceof Error && cause.cause.message !== ''
    ? `${cause.message} (${cause.cause.message})`
    : cause.message;
}
