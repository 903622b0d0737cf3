import type { FileHandle } from 'node:fs/promises';

const BLOCK = 2 ** 20;

/**
 * The bytes of an open file from its start to its end, a block at a time; each is gone when the next is asked for.
 *
 * @throws the signal's reason when aborted, or what the file system says
 */
export async function* readBlocks(file: FileHandle, signal: AbortSignal | undefined): AsyncGenerator<Uint8Array> {
  const block = new Uint8Array(BLOCK);
  let position = 0;
  for (;;) {
    signal?.throwIfAborted();
    const { bytesRead } = await file.read(block, 0, block.length, position);
    if (bytesRead === 0) return;
    yield block.subarray(0, bytesRead);
    position += bytesRead;
  }
}
