import type { Inflate } from 'fflate';
import type { ArchiveEntry, ArchiveOptions } from './archive-entry.ts';
import { ByteReader } from './byte-reader.ts';
import { EntryContent } from './entry-content.ts';
import { EntryQuota } from './entry-quota.ts';
import { malformed } from './malformed.ts';
import { readBody } from './zip-body.ts';
import { nextSignature, readDirectory, type SeenEntry } from './zip-directory.ts';
import { readLocalHeader, type ZipLocalHeader } from './zip-local-header.ts';
import { SIGNATURES, type ZipSizes } from './zip-records.ts';

/**
 * The files of a zip archive, one after the other as they come; the archive is never in memory as a whole, an entry is.
 *
 * Each entry's CRC-32 and sizes are checked before it is yielded, wherever they are declared. Encrypted entries, methods other than stored
 * and deflated, names that lead outside, the same name twice, and whatever passes the limits are refused. What only the directory at the
 * end tells (that all entries are there and listed, that none is a link or a device) is checked last: entries are whole when they come,
 * the archive is when the loop has ended. Entries passed over are neither decompressed nor counted to the bytes.
 *
 * fflate decompresses; the records are read here, because its `Unzip` gives no CRC, takes a signature within an entry's content for
 * its end, and does not look at the directory.
 *
 * @param source the archive in pieces of any size; it is let go of when the loop ends, however it ends
 * @throws {@link DatasetError} `malformed` that names archive and entry; the signal's reason; what the source throws
 * @see PKWARE: .ZIP file format specification, version 6.3.10. https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 */
export async function* zipEntries(
  source: AsyncIterable<Uint8Array>,
  { name: archive, limits, wanted = () => true, signal }: ArchiveOptions,
): AsyncGenerator<ArchiveEntry, void, undefined> {
  const reader = new ByteReader(archive, source, signal);
  const quota = new EntryQuota(archive, limits);
  const seen = new Map<string, SeenEntry>();
  try {
    const { Inflate: Inflater } = await import('fflate');
    while ((await nextSignature(reader)) === SIGNATURES.local) {
      signal?.throwIfAborted();
      quota.addEntry();
      const header = await readLocalHeader(archive, reader);
      if (seen.has(header.name)) throw malformed(archive, `holds ${header.name} twice`);
      const isWanted = !header.isFolder && wanted(header.name);
      const content = isWanted ? await readContent(archive, reader, header, quota, Inflater) : undefined;
      const sizes = content?.sizes ?? (await readBody(reader, header, () => undefined));
      if (header.isFolder ? sizes.uncompressed > 0 : header.name === '') {
        throw malformed(archive, 'a file must have a name, and a folder no content');
      }
      seen.set(header.name, { ...sizes, offset: header.offset, method: header.method });
      if (content !== undefined) yield { name: header.name, bytes: content.bytes };
    }
    await readDirectory(archive, reader, seen);
  } finally {
    await reader.close();
  }
}

async function readContent(
  archive: string,
  reader: ByteReader,
  header: ZipLocalHeader,
  quota: EntryQuota,
  Inflater: typeof Inflate,
): Promise<{ sizes: ZipSizes; bytes: Uint8Array<ArrayBuffer> }> {
  if (header.sizes !== undefined) quota.check(header.name, header.sizes.uncompressed);
  const content = new EntryContent(archive, header.name, quota, header.method, Inflater);
  const sizes = await readBody(reader, header, (piece) => content.push(piece));
  const bytes = content.finish(sizes);
  quota.addBytes(bytes.length);
  return { sizes, bytes };
}
