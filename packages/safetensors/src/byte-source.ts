import { SafetensorsError } from './error.ts';
import { fileSystem } from './file-system.ts';

/** Bytes that are read in parts. */
export interface ByteSource {
  readonly size: number;
  /** Exactly the bytes from `begin` up to `end`. */
  read(begin: number, end: number): Promise<Uint8Array<ArrayBuffer>>;
  close(): Promise<void>;
}

/** A browser's File, or any Blob. */
export function blobSource(blob: Blob): ByteSource {
  return {
    size: blob.size,
    read: async (begin, end) => new Uint8Array(await blob.slice(begin, end).arrayBuffer()),
    close: async () => {},
  };
}

/** A file of Node's. */
export async function fileSource(caller: string, path: string): Promise<ByteSource> {
  const file = await fileSystem(caller).open(path, 'r');
  try {
    const { size } = await file.stat();
    return { size, read: (begin, end) => readExactly(file, begin, end), close: () => file.close() };
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function readExactly(
  file: import('node:fs/promises').FileHandle,
  begin: number,
  end: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(end - begin);
  let filled = 0;
  // One read may give less than was asked for, and gives no more than 2 GiB.
  while (filled < bytes.length) {
    const length = Math.min(bytes.length - filled, 2 ** 30);
    const { bytesRead } = await file.read(bytes, filled, length, begin + filled);
    if (bytesRead === 0) throw new SafetensorsError('file-changed', 'the file became shorter while it was open');
    filled += bytesRead;
  }
  return bytes;
}
