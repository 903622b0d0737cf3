import { DatasetError } from './dataset-error.ts';

const TRAILER_BYTES = 8;

/** Whether bytes start as a gzip file does. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/**
 * Decompresses a gzip file of one member. The platform's decompressor checks the CRC and the length; this adds what it
 * lets pass: padding or a second member after the first, and more output than the caller can want.
 *
 * @param bytes the whole file
 * @param options `name` for messages, `maxBytes` the largest output allowed
 * @throws {@link DatasetError} `malformed` that names the file
 */
export async function gunzip(
  bytes: Uint8Array,
  { name, maxBytes }: { readonly name: string; readonly maxBytes: number },
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of decompressed(bytes)) {
      chunks.push(chunk);
      length += chunk.length;
      if (length > maxBytes) break;
    }
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new DatasetError('malformed', `${name}: not a whole gzip file of ${bytes.length} bytes (${reason})`, {
      cause,
    });
  }
  if (length > maxBytes) throw new DatasetError('malformed', `${name}: decompresses to more than ${maxBytes} bytes`);
  const promised = promisedLength(bytes);
  if (promised !== length % 2 ** 32) {
    throw new DatasetError(
      'malformed',
      `${name}: decompresses to ${length} bytes but ends with a length of ${promised}: bytes follow the first member`,
    );
  }
  return join(chunks, length);
}

async function* decompressed(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  // A fixed piece at a time, so that a file which expands a thousandfold is noticed early.
  const source = new Blob([new Uint8Array(bytes)]).stream().pipeThrough(new DecompressionStream('gzip'));
  const reader = source.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    // After a failure there is nothing left to cancel, and the failure itself is on its way to the caller.
    await reader.cancel().catch(() => undefined);
  }
}

function promisedLength(bytes: Uint8Array): number {
  const trailer = new DataView(bytes.buffer, bytes.byteOffset + bytes.length - TRAILER_BYTES, TRAILER_BYTES);
  return trailer.getUint32(4, true);
}

function join(chunks: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    joined.set(chunk, at);
    at += chunk.length;
  }
  return joined;
}
