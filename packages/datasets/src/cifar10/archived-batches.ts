import type { ArchiveEntry } from '../archives/archive-entry.ts';
import { gunzipStream } from '../archives/gunzip-stream.ts';
import { tarEntries } from '../archives/tar-entries.ts';
import { DatasetError } from '../dataset-error.ts';
import { CIFAR10_CLASSES, CIFAR10_FOLDER } from './cifar10-files.ts';
import { checkClassNames } from './class-names.ts';

// The published batches have 30.7 MB each, 184 MB together; yours may be larger, but one that grows without end is an attack.
const LIMITS = { maxEntryBytes: 2 ** 29, maxTotalBytes: 2 ** 31, maxEntries: 1000 };

/**
 * Batches out of `cifar-10-binary.tar.gz`, as they come; one at a time is in memory.
 *
 * @param source the archive in pieces
 * @param options `name` for messages; `wanted` batches, all of which have to be there
 * @throws {@link DatasetError} `malformed` for what is no such archive, `missing` without a batch, `mismatch` for other classes
 */
export async function* archivedBatches(
  source: AsyncIterable<Uint8Array>,
  {
    name,
    wanted,
    signal,
  }: { readonly name: string; readonly wanted: readonly string[]; readonly signal?: AbortSignal | undefined },
): AsyncGenerator<ArchiveEntry, void, undefined> {
  const left = new Set(wanted);
  const isWanted = (entry: string): boolean => left.has(shortName(entry)) || shortName(entry) === CIFAR10_CLASSES;
  const tar = gunzipStream(source, { name, maxBytes: LIMITS.maxTotalBytes, signal });
  for await (const entry of tarEntries(tar, { name, limits: LIMITS, wanted: isWanted, signal })) {
    const batch = shortName(entry.name);
    if (batch === CIFAR10_CLASSES) checkClassNames(`${name}: ${entry.name}`, entry.bytes);
    else yield { name: batch, bytes: entry.bytes };
    left.delete(batch);
  }
  if (left.size > 0) throw new DatasetError('missing', `${name}: expected ${[...left].join(', ')} in it, found none`);
}

/** The name within the archive's one folder. */
function shortName(entry: string): string {
  return entry.startsWith(`${CIFAR10_FOLDER}/`) ? entry.slice(CIFAR10_FOLDER.length + 1) : entry;
}
