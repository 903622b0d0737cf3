import { DatasetError } from '../dataset-error.ts';
import type { ByteSink } from './byte-sink.ts';
import type { DownloadOptions } from './fetch-options.ts';
import { PATIENCE } from './patience.ts';
import { type PublishedFile, urlAt } from './published-file.ts';
import { transfer } from './transfer.ts';
import { reasonOf } from './transfer-error.ts';

/**
 * Downloads a file from the first mirror that gives the published bytes; whatever one does wrong, the next is asked.
 *
 * @param sink takes the bytes as they are served
 * @param finish makes of the sink what is wanted, or throws a DatasetError `hash` or `malformed` for wrong bytes
 * @throws {@link DatasetError} `download` that names each mirror's failure, or `storage`; the signal's reason when aborted
 */
export async function fromMirrors<T>(
  file: PublishedFile,
  sink: ByteSink,
  finish: () => Promise<T>,
  options: DownloadOptions,
): Promise<T> {
  const failures: Error[] = [];
  for (const mirror of options.mirrors) {
    const url = urlAt(mirror, file);
    options.signal?.throwIfAborted();
    // Mirrors pack the same file in different ways: one's bytes are no start for another's.
    if (failures.length > 0 && file.packed !== undefined) await sink.clear();
    try {
      return await fromMirror(url, file, sink, finish, options);
    } catch (cause) {
      // What a caller stopped is no failure of the mirror, nor is what its callback throws, nor a full disk.
      options.signal?.throwIfAborted();
      if (cause instanceof CallbackError) throw cause.cause;
      if (cause instanceof DatasetError && cause.code === 'storage') throw cause;
      failures.push(new Error(`${url}: ${reasonOf(cause)}`, { cause }));
    }
  }
  const list = failures.length === 0 ? ' none is given' : failures.map(({ message }) => `\n  ${message}`).join('');
  throw new DatasetError('download', `${file.name} could not be downloaded from any mirror:${list}`, {
    cause: new AggregateError(failures),
  });
}

/** What the caller's callback threw: on its way to the caller it is no failure of a mirror. */
class CallbackError extends Error {}

async function fromMirror<T>(
  url: string,
  file: PublishedFile,
  sink: ByteSink,
  finish: () => Promise<T>,
  { signal, onProgress, patience = PATIENCE }: DownloadOptions,
): Promise<T> {
  const bring = (): Promise<boolean> =>
    transfer(url, sink, {
      limit: mostBytes(file),
      expected: file.packed === undefined ? file.bytes : undefined,
      patience,
      signal,
      onBytes(loaded, total) {
        try {
          onProgress?.({ file: file.name, url, loaded, ...(total !== undefined && { total }) });
        } catch (cause) {
          throw new CallbackError('onProgress', { cause });
        }
      },
    });
  const resumed = await bring();
  try {
    return await finish();
  } catch (cause) {
    if (!(cause instanceof DatasetError) || cause.code === 'storage') throw cause;
    await sink.clear();
    if (!resumed) throw cause;
  }
  // The pieces did not fit together; that need not be the fault of this mirror's file.
  await bring();
  try {
    return await finish();
  } catch (cause) {
    if (cause instanceof DatasetError && cause.code !== 'storage') await sink.clear();
    throw cause;
  }
}

// A gzip file of incompressible bytes is larger than they are, by five bytes in 16 kB and a header with a name.
function mostBytes({ bytes, packed }: PublishedFile): number {
  return packed === undefined ? bytes : bytes + Math.ceil(bytes / 1024) + 64 * 1024;
}
