import { type GunzipOptions, gunzipStream } from './gunzip-stream.ts';
import { joinPieces } from './join-pieces.ts';

/** Whether bytes start as a gzip file does. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/**
 * Decompresses a gzip file of one member that lies in memory; see {@link gunzipStream}.
 *
 * @param bytes the whole file
 * @throws {@link DatasetError} `malformed` that names the file
 */
export async function gunzip(bytes: Uint8Array, options: GunzipOptions): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array[] = [];
  for await (const piece of gunzipStream(once(bytes), options)) pieces.push(piece);
  return joinPieces(pieces);
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array, void, undefined> {
  yield bytes;
}
