/** Where the bytes of a download go. */
export interface ByteSink {
  readonly length: number;
  /** Whether what is in it can be gone on with. */
  readonly resumable: boolean;
  append(chunk: Uint8Array): Promise<void>;
  clear(): Promise<void>;
}

/** Bytes in memory, for where there is no disk. */
export class MemorySink implements ByteSink {
  readonly resumable = false;
  #chunks: Uint8Array[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  async append(chunk: Uint8Array): Promise<void> {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
  }

  async clear(): Promise<void> {
    this.#chunks = [];
    this.#length = 0;
  }

  /** All bytes as one. */
  bytes(): Uint8Array<ArrayBuffer> {
    const joined = new Uint8Array(this.#length);
    let at = 0;
    for (const chunk of this.#chunks) {
      joined.set(chunk, at);
      at += chunk.length;
    }
    return joined;
  }
}
