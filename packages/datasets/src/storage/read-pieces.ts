import { DatasetError } from '../dataset-error.ts';
import type { NodeBuiltins } from './node-builtins.ts';

const PIECE_BYTES = 64 * 1024;

/**
 * A file piece by piece, so that it is never in memory as a whole. It is closed when the loop ends, however it ends.
 *
 * @throws {@link DatasetError} `storage`
 */
export async function* readPieces(
  { fs }: NodeBuiltins,
  path: string,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
  const file = await fs.open(path).catch((cause: unknown) => {
    throw unreadable(path, cause);
  });
  try {
    for (;;) {
      const piece = new Uint8Array(PIECE_BYTES);
      const { bytesRead } = await file.read(piece).catch((cause: unknown) => {
        throw unreadable(path, cause);
      });
      if (bytesRead === 0) return;
      yield piece.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

function unreadable(path: string, cause: unknown): DatasetError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new DatasetError('storage', `cannot read ${path} (${reason})`, { cause });
}
