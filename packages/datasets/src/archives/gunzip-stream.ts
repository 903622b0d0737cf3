import { DatasetError } from '../dataset-error.ts';
import { malformed } from './malformed.ts';

export interface GunzipOptions {
  /** What to call the file in messages. */
  readonly name: string;
  /** The most that it may become. */
  readonly maxBytes: number;
  readonly signal?: AbortSignal | undefined;
}

// A small piece at a time, so that a file which expands a thousandfold is noticed early.
const PIECE_BYTES = 16 * 1024;
const TRAILER_BYTES = 8;

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
  const input = new GzipInput(source, signal);
  const reader = input.stream.pipeThrough(new DecompressionStream('gzip')).getReader();
  let length = 0;
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      length += next.value.length;
      if (length > maxBytes) throw malformed(name, `decompresses to more than ${maxBytes} bytes`);
      yield next.value;
    }
    if (input.promisedLength !== length % 2 ** 32) {
      const promise = `ends with a length of ${input.promisedLength}`;
      throw malformed(name, `decompresses to ${length} bytes but ${promise}: bytes follow the first member`);
    }
  } catch (cause) {
    throw input.explain(name, cause);
  } finally {
    // After a failure there is nothing left to cancel, and the failure itself is on its way to the caller.
    await reader.cancel().catch(() => undefined);
    await input.close();
  }
}

/** The compressed bytes on their way to the platform's decompressor. */
class GzipInput {
  readonly stream: ReadableStream<Uint8Array<ArrayBuffer>>;
  readonly #source: AsyncIterator<Uint8Array>;
  #piece: Uint8Array = new Uint8Array(0);
  #tail: Uint8Array = new Uint8Array(0);
  #length = 0;
  #failure: { readonly cause: unknown } | undefined;

  constructor(source: AsyncIterable<Uint8Array>, signal: AbortSignal | undefined) {
    this.#source = source[Symbol.asyncIterator]();
    this.stream = new ReadableStream({
      pull: async (controller) => {
        try {
          signal?.throwIfAborted();
          const piece = await this.#next();
          if (piece === undefined) controller.close();
          else controller.enqueue(piece);
        } catch (cause) {
          this.#failure = { cause };
          controller.error(cause);
        }
      },
    });
  }

  /** The length that the last four bytes of a gzip file state, modulo 2³². */
  get promisedLength(): number {
    return new DataView(this.#tail.buffer, this.#tail.byteOffset).getUint32(TRAILER_BYTES - 4, true);
  }

  async #next(): Promise<Uint8Array<ArrayBuffer> | undefined> {
    while (this.#piece.length === 0) {
      const { done, value } = await this.#source.next();
      if (done === true) return undefined;
      this.#piece = value;
    }
    // A copy: the stream may take the memory over, and the source's is not ours to give.
    const piece = this.#piece.slice(0, PIECE_BYTES);
    this.#piece = this.#piece.subarray(PIECE_BYTES);
    this.#length += piece.length;
    this.#tail = Uint8Array.of(...this.#tail, ...piece.subarray(-TRAILER_BYTES)).slice(-TRAILER_BYTES);
    return piece;
  }

  /** What to tell the caller: what the source threw or this module found as it is, else that the file is not whole. */
  explain(name: string, cause: unknown): unknown {
    if (this.#failure !== undefined) return this.#failure.cause;
    if (cause instanceof DatasetError) return cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    return malformed(name, `not a whole gzip file of ${this.#length} bytes (${reason})`, cause);
  }

  async close(): Promise<void> {
    await this.#source.return?.();
  }
}
