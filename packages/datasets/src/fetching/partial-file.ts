import type { Hash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import type { NodeBuiltins } from '../storage/node-builtins.ts';
import { readBlocks } from '../storage/read-blocks.ts';
import { renameSafely, unwritable } from '../storage/write-atomically.ts';
import type { ByteSink } from './byte-sink.ts';

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';

/** Where the owner of a lock puts the unpacked bytes, before they are checked and get their name. */
export function unpackedPath(path: string, token: string): string {
  return `${path}.${token}.tmp`;
}

/** Where the owner of a lock collects the bytes of a file. The name is its own: no other process writes there. */
export function partialPath(path: string, token: string): string {
  return `${path}.${token}.part`;
}

/**
 * The bytes of a file that are here so far, on the disk and in a running SHA-256. It takes over what an earlier process
 * left of the same file, if there is something, and is itself left for a later one unless it is removed.
 */
export class PartialFile implements ByteSink {
  readonly resumable = true;
  readonly path: string;
  readonly #node: NodeBuiltins;
  readonly #file: FileHandle;
  #hash: Hash;
  #length: number;

  private constructor(node: NodeBuiltins, path: string, file: FileHandle, hash: Hash, length: number) {
    this.#node = node;
    this.path = path;
    this.#file = file;
    this.#hash = hash;
    this.#length = length;
  }

  /**
   * To be called by the owner of the lock alone.
   *
   * @param target the path that the whole file will have
   * @param token the lock's
   * @throws DatasetError `storage`; the signal's reason when aborted
   */
  static async open(
    node: NodeBuiltins,
    target: string,
    token: string,
    signal: AbortSignal | undefined,
  ): Promise<PartialFile> {
    const path = partialPath(target, token);
    try {
      await takeOver(node, target, path);
      // 'a+' would ignore positions, 'r+' would not create.
      const flags = node.fs.constants.O_RDWR | node.fs.constants.O_CREAT;
      const file = await node.fs.open(path, flags, 0o666);
      const hash = node.crypto.createHash('sha256');
      try {
        let length = 0;
        for await (const block of readBlocks(file, signal)) {
          hash.update(block);
          length += block.length;
        }
        return new PartialFile(node, path, file, hash, length);
      } catch (cause) {
        await file.close();
        throw cause;
      }
    } catch (cause) {
      signal?.throwIfAborted();
      throw unwritable(path, cause);
    }
  }

  get length(): number {
    return this.#length;
  }

  async append(chunk: Uint8Array): Promise<void> {
    await this.#try(async () => {
      for (let done = 0; done < chunk.length; ) {
        const { bytesWritten } = await this.#file.write(chunk, done, chunk.length - done, this.#length + done);
        done += bytesWritten;
      }
    });
    this.#hash.update(chunk);
    this.#length += chunk.length;
  }

  async clear(): Promise<void> {
    await this.#try(() => this.#file.truncate(0));
    this.#hash = this.#node.crypto.createHash('sha256');
    this.#length = 0;
  }

  /** SHA-256 of the bytes so far. */
  digest(): string {
    return this.#hash.copy().digest('hex');
  }

  /** The bytes once more, from the start. */
  read(signal: AbortSignal | undefined): AsyncIterable<Uint8Array> {
    return readBlocks(this.#file, signal);
  }

  /** Flushes the bytes to the disk and gives them their name. */
  async moveTo(path: string): Promise<void> {
    await this.#try(async () => {
      await this.#file.sync();
      await this.#file.close();
      await renameSafely(this.#node, this.path, path);
    });
  }

  /** Leaves what is there for later; nothing is not left. */
  async close(): Promise<void> {
    await this.#file.close();
    if (this.#length === 0) await this.remove();
  }

  async remove(): Promise<void> {
    await this.#file.close().catch(() => undefined);
    await this.#node.fs.rm(this.path, { force: true }).catch(() => undefined);
  }

  async #try(write: () => Promise<unknown>): Promise<void> {
    try {
      await write();
    } catch (cause) {
      throw unwritable(this.path, cause);
    }
  }
}

/** Renames the largest of the partial files that others left to `path`, and removes all others. */
async function takeOver({ fs, path: { basename, dirname, join } }: NodeBuiltins, target: string, path: string) {
  const escaped = basename(target).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const pattern = new RegExp(`^${escaped}\\.${UUID}\\.(part|tmp)$`);
  const left: { path: string; size: number }[] = [];
  for (const name of await fs.readdir(dirname(target))) {
    if (!pattern.test(name)) continue;
    const found = join(dirname(target), name);
    if (name.endsWith('.tmp')) await fs.rm(found, { force: true });
    else left.push({ path: found, size: (await fs.stat(found)).size });
  }
  left.sort((a, b) => b.size - a.size);
  for (const [rank, { path: found }] of left.entries()) {
    if (rank === 0) await fs.rename(found, path);
    else await fs.rm(found, { force: true });
  }
}
