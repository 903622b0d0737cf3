import type { ParsedTarEntry } from 'modern-tar';
import { DatasetError } from '../dataset-error.ts';
import type { ArchiveEntry, ArchiveOptions } from './archive-entry.ts';
import { entryName } from './entry-name.ts';
import { EntryQuota } from './entry-quota.ts';
import { joinPieces } from './join-pieces.ts';
import { malformed } from './malformed.ts';
import { SourceStream } from './source-stream.ts';

const PIECE_BYTES = 64 * 1024;

/**
 * The files of a tar archive (ustar, pax, GNU), one after the other as they come; the archive is never in memory as a whole, an entry is.
 *
 * The checksum of each header is checked, and that the archive ends as it should. Links, devices and pipes, names that lead outside, the
 * same name twice, and whatever passes the limits are refused. Of the content tar itself has no checksum; gzip around it does.
 *
 * @param source the archive in pieces of any size; it is let go of when the loop ends, however it ends
 * @throws {@link DatasetError} `malformed` that names archive and entry; the signal's reason; what the source throws
 * @see IEEE Std 1003.1-2017, pax: ustar interchange format. https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html
 */
export async function* tarEntries(
  source: AsyncIterable<Uint8Array>,
  { name: archive, limits, wanted = () => true, signal }: ArchiveOptions,
): AsyncGenerator<ArchiveEntry, void, undefined> {
  const { createTarDecoder } = await import('modern-tar');
  const input = new SourceStream(source, { pieceBytes: PIECE_BYTES, signal });
  const reader = input.stream.pipeThrough(createTarDecoder({ strict: true })).getReader();
  const quota = new EntryQuota(archive, limits);
  const seen = new Set<string>();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      signal?.throwIfAborted();
      quota.addEntry();
      const { header, body } = next.value;
      const name = fileName(archive, header, seen);
      if (name !== undefined && wanted(name)) yield { name, bytes: await readBody(archive, name, next.value, quota) };
      else await passOver(body);
    }
  } catch (cause) {
    if (input.failure !== undefined) throw input.failure.cause;
    if (cause instanceof DatasetError || signal?.aborted) throw cause;
    throw malformed(archive, `not a whole tar archive (${cause instanceof Error ? cause.message : cause})`, cause);
  } finally {
    // After a failure there is nothing left to cancel, and the failure itself is on its way to the caller.
    await reader.cancel().catch(() => undefined);
    await input.close();
  }
}

/** The checked name of a file; undefined for a folder. */
function fileName(archive: string, header: ParsedTarEntry['header'], seen: Set<string>): string | undefined {
  const name = entryName(archive, header.name);
  if (header.type === 'directory') return undefined;
  if (header.type !== 'file') throw malformed(archive, `${name} must be a file or a folder, got a ${header.type}`);
  if (Object.keys(header.pax ?? {}).some((key) => key.startsWith('GNU.sparse'))) {
    throw malformed(archive, `${name} must be stored whole, got a sparse file`);
  }
  if (name === '') throw malformed(archive, 'a file must have a name');
  if (seen.has(name)) throw malformed(archive, `holds ${name} twice`);
  seen.add(name);
  return name;
}

async function readBody(
  archive: string,
  name: string,
  { header, body }: ParsedTarEntry,
  quota: EntryQuota,
): Promise<Uint8Array<ArrayBuffer>> {
  quota.check(name, header.size);
  const pieces: Uint8Array[] = [];
  const reader = body.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) pieces.push(next.value);
  const bytes = joinPieces(pieces);
  if (bytes.length !== header.size) {
    throw malformed(archive, `${name} declares ${header.size} bytes, and has ${bytes.length}`);
  }
  quota.addBytes(bytes.length);
  return bytes;
}

/** Reads a body away. Cancelled, modern-tar 0.8.6 drops the body of the next entry where it has reached that already. */
async function passOver(body: ReadableStream<Uint8Array>): Promise<void> {
  const reader = body.getReader();
  while (!(await reader.read()).done);
}
