import { gunzipStream } from '../src/archives/gunzip-stream.ts';
import { tarEntries } from '../src/archives/tar-entries.ts';
import { requireNode } from '../src/storage/node-builtins.ts';
import { readPieces } from '../src/storage/read-pieces.ts';
import { unpackInto } from '../src/storage/unpacked-folder.ts';

/** What the script is told, as JSON in its first argument. */
export interface UnpackOrder {
  readonly archive: string;
  readonly folder: string;
}

/** A program that unpacks an archive: what the tests start, kill and start again. */
const { archive, folder }: UnpackOrder = JSON.parse(process.argv[2] ?? '');
const node = requireNode('unpack-script');
const limits = { maxEntryBytes: 1e7, maxTotalBytes: 1e8, maxEntries: 100 };
const tar = gunzipStream(readPieces(node, archive), { name: archive, maxBytes: limits.maxTotalBytes });
process.stdout.write('begun');
await unpackInto(node, folder, 'x', tarEntries(tar, { name: archive, limits }));
