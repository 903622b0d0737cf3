import { DatasetError } from '../dataset-error.ts';
import { gunzip, isGzip } from '../gunzip.ts';
import { sha256 } from './sha256.ts';

/** A published file. */
export interface PublishedFile {
  /** Its name without `.gz`. */
  readonly name: string;
  /** Length of the decompressed file. */
  readonly bytes: number;
  /** Of the decompressed bytes: mirrors compress the same file in different ways. */
  readonly sha256: string;
}

/** How far the download of one file is. */
export interface DownloadProgress {
  readonly file: string;
  readonly url: string;
  /** Bytes received. */
  readonly loaded: number;
  /** Bytes to come in all, if the server said so. */
  readonly total?: number;
}

export interface DownloadOptions {
  readonly mirrors: readonly string[];
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: DownloadProgress) => void) | undefined;
}

// A gzip file of incompressible bytes is larger than they are, by five bytes in 16 kB and a header with a name.
const GZIP_EXCESS = 64 * 1024;

/**
 * Fetches `<mirror>/<name>.gz` from the first mirror that gives the published bytes.
 *
 * @returns the decompressed bytes, verified
 * @throws {@link DatasetError} `download` that names each mirror's failure; the signal's reason when aborted
 */
export async function download(file: PublishedFile, options: DownloadOptions): Promise<Uint8Array> {
  const failures: Error[] = [];
  for (const mirror of options.mirrors) {
    const url = `${mirror.replace(/\/+$/, '')}/${file.name}.gz`;
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
  const buffer = new Uint8Array(file.bytes + GZIP_EXCESS);
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
  const bytes = isGzip(received) ? await gunzip(received, { name: file.name, maxBytes: file.bytes }) : received;
  if (bytes.length !== file.bytes) {
    throw new DatasetError('hash', `expected ${file.bytes} bytes when decompressed, got ${bytes.length}`);
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
