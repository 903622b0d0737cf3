import { DatasetError } from '../dataset-error.ts';
import { malformed } from './malformed.ts';
import { SourceStream } from './source-stream.ts';

export interface GunzipOptions {
  /** What to call the file in messages. */
  readonly name: string;
  /** The most that it may become. */
  readonly maxBytes: number;
  readonly signal?: AbortSignal | undefined;
}

// A small piece at a time, so that a file which expands a thousandfold is noticed early.
const PIECE_BYTES = 16 * 1024;

/**
 * Decompresses a gzip file of one member as it comes. The platform's decompressor checks the CRC and the length; this adds what it
 * lets pass: padding or a second member after the first, and more output than the caller can want.
 *
 * @param source the file in pieces of any size; it is let go of when the loop ends, however it ends
 * @throws {@link DatasetError} `malformed` that names the file; the signal's reason; what the source throws
 */
export async function* gunzipStream(
  source: AsyncIterable<Uint8Array>,
  { name, maxBytes, signal }: GunzipOptions,
): AsyncGenerator<Uint8Array, void, undefined> {
  const tail = new Tail();
  const onPiece = (piece: Uint8Array): void => tail.push(piece);
  const input = new SourceStream(source, { pieceBytes: PIECE_BYTES, signal, onPiece });
  const reader = input.stream.pipeThrough(new DecompressionStream('gzip')).getReader();
  let length = 0;
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      length += next.value.length;
      if (length > maxBytes) throw malformed(name, `decompresses to more than ${maxBytes} bytes`);
      yield next.value;
    }
    if (tail.promisedLength !== length % 2 ** 32) {
      const promise = `ends with a length of ${tail.promisedLength}`;
      throw malformed(name, `decompresses to ${length} bytes but ${promise}: bytes follow the first member`);
    }
  } catch (cause) {
    if (input.failure !== undefined) throw input.failure.cause;
    if (cause instanceof DatasetError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw malformed(name, `not a whole gzip file of ${tail.length} bytes (${reason})`, cause);
  } finally {
    // After a failure there is nothing left to cancel, and the failure itself is on its way to the caller.
    await reader.cancel().catch(() => undefined);
    await input.close();
  }
}

/** The end of what has come so far: a gzip file's last four bytes are its decompressed length. */
class Tail {
  length = 0;
  #bytes: Uint8Array = new Uint8Array(4);

  push(piece: Uint8Array): void {
    this.length += piece.length;
    this.#bytes = Uint8Array.of(...this.#bytes, ...piece.subarray(-4)).slice(-4);
  }

  /** Modulo 2³². */
  get promisedLength(): number {
    return new DataView(this.#bytes.buffer).getUint32(0, true);
  }
}
