export interface SourceStreamOptions {
  /** No piece of the stream is longer. */
  readonly pieceBytes: number;
  readonly signal?: AbortSignal | undefined;
  /** Sees each piece on its way. */
  readonly onPiece?: (piece: Uint8Array) => void;
}

/** An iterable of bytes as the platform's stream, for what transforms streams; it remembers why it failed. */
export class SourceStream {
  readonly stream: ReadableStream<Uint8Array<ArrayBuffer>>;
  /** What the source threw, or the signal's reason: a transform would hide it behind an error of its own. */
  failure: { readonly cause: unknown } | undefined;
  readonly #source: AsyncIterator<Uint8Array>;
  readonly #options: SourceStreamOptions;
  #rest: Uint8Array = new Uint8Array(0);
  #cancelled = false;

  constructor(source: AsyncIterable<Uint8Array>, options: SourceStreamOptions) {
    this.#source = source[Symbol.asyncIterator]();
    this.#options = options;
    this.stream = new ReadableStream({
      pull: (controller) => this.#pull(controller),
      cancel: () => {
        this.#cancelled = true;
      },
    });
  }

  /** Lets go of the source. */
  async close(): Promise<void> {
    await this.#source.return?.();
  }

  async #pull(controller: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>): Promise<void> {
    try {
      this.#options.signal?.throwIfAborted();
      const piece = await this.#next();
      // A transform that has failed meanwhile takes no more, and it is its failure that counts.
      if (this.#cancelled) return;
      if (piece === undefined) controller.close();
      else controller.enqueue(piece);
    } catch (cause) {
      if (this.#cancelled) return;
      this.failure = { cause };
      controller.error(cause);
    }
  }

  async #next(): Promise<Uint8Array<ArrayBuffer> | undefined> {
    while (this.#rest.length === 0) {
      const { done, value } = await this.#source.next();
      if (done === true) return undefined;
      this.#rest = value;
    }
    // A copy: the stream may take the memory over, and the source's is not ours to give.
    const piece = this.#rest.slice(0, this.#options.pieceBytes);
    this.#rest = this.#rest.subarray(piece.length);
    this.#options.onPiece?.(piece);
    return piece;
  }
}
