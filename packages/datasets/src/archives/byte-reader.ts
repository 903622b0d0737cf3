import { joinPieces } from './join-pieces.ts';
import { malformed } from './malformed.ts';

/** Reads a stream of bytes record by record; what is read on ahead is never more than one piece of the source and one record. */
export class ByteReader {
  readonly #archive: string;
  readonly #source: AsyncIterator<Uint8Array>;
  readonly #signal: AbortSignal | undefined;
  #buffered: Uint8Array = new Uint8Array(0);
  #position = 0;

  constructor(archive: string, source: AsyncIterable<Uint8Array>, signal: AbortSignal | undefined) {
    this.#archive = archive;
    this.#source = source[Symbol.asyncIterator]();
    this.#signal = signal;
  }

  /** How many bytes have been read. */
  get position(): number {
    return this.#position;
  }

  /**
   * All bytes at hand, at least `count` of them unless the source ends before; they stay unread.
   *
   * @throws the signal's reason when aborted; what the source throws
   */
  async peek(count: number): Promise<Uint8Array> {
    while (this.#buffered.length < count) {
      this.#signal?.throwIfAborted();
      const { done, value } = await this.#source.next();
      if (done === true) break;
      this.#buffered = this.#buffered.length === 0 ? value : joinPieces([this.#buffered, value]);
    }
    return this.#buffered;
  }

  /**
   * A view of the next `count` bytes, for a record.
   *
   * @param record what is read, for the message
   * @throws {@link DatasetError} `malformed` if the source ends before
   */
  async read(count: number, record: string): Promise<Uint8Array> {
    const bytes = await this.peek(count);
    if (bytes.length < count) throw this.truncated(record);
    this.skip(count);
    return bytes.subarray(0, count);
  }

  /** The next bytes, at most `count` and at least one, for a body that is passed on piece by piece. */
  async some(count: number, record: string): Promise<Uint8Array> {
    const bytes = await this.peek(1);
    if (bytes.length === 0) throw this.truncated(record);
    const piece = bytes.subarray(0, count);
    this.skip(piece.length);
    return piece;
  }

  /** Passes over bytes that are at hand. */
  skip(count: number): void {
    this.#buffered = this.#buffered.subarray(count);
    this.#position += count;
  }

  /** Lets go of the source. */
  async close(): Promise<void> {
    await this.#source.return?.();
  }

  truncated(record: string): Error {
    const at = this.#position + this.#buffered.length;
    return malformed(this.#archive, `ends after ${at} bytes, within ${record}`);
  }
}
