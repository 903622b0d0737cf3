import type { FileHandle } from 'node:fs/promises';
import type { NodeBuiltins } from '../storage/node-builtins.ts';
import { unwritable } from '../storage/write-atomically.ts';
import { wait } from './wait.ts';

/** How a lock file is kept alive and watched; times in milliseconds. */
export interface LockPace {
  /** The owner touches the file so often. */
  readonly beat: number;
  /** Others look so often. */
  readonly poll: number;
  /** A file that nobody touched for so long has no owner any more. */
  readonly silence: number;
  /** The same for a file that does not say whose it is: its owner was killed, or needs a moment to write it. */
  readonly nameless: number;
}

const LOCK_PACE: LockPace = { beat: 2000, poll: 100, silence: 15_000, nameless: 1000 };

/** A lock that this process holds. */
export interface FileLock {
  /** Its owner's name, of this one alone. */
  readonly token: string;
  /** Whether it is still held: one that did not beat for long was taken away. */
  held(): Promise<boolean>;
  release(): Promise<void>;
}

/** What a lock file says. */
interface Owner {
  readonly token: string;
  readonly pid: number;
  readonly host: string;
}

export interface LockOptions {
  readonly signal: AbortSignal | undefined;
  readonly pace?: LockPace;
  /** Called before a lock is taken from an owner that does not beat, but may live, so that nobody goes on with its work. */
  readonly onSilent?: (token: string) => Promise<void>;
}

/**
 * Waits until a lock file is this process's. The file says who owns it; it is removed when the lock is released. An owner
 * that was killed is noticed at once on the same machine, and elsewhere when the file has not been touched for a while.
 *
 * No signal is listened to and nothing keeps the process alive. Where two waiters clear away a dead owner at once, both may
 * in rare cases get the lock: what it guards must stay right then, and be only done twice.
 *
 * @throws DatasetError `storage` where the file cannot be written; the signal's reason when aborted
 */
export async function lockFile(node: NodeBuiltins, path: string, options: LockOptions): Promise<FileLock> {
  const { signal, pace = LOCK_PACE, onSilent } = options;
  let watched: { seen: string; since: number } | undefined;
  for (;;) {
    signal?.throwIfAborted();
    const lock = await create(node, path, pace);
    if (lock !== undefined) return lock;
    const found = await look(node, path);
    if (found === undefined) continue;
    if (watched?.seen !== found.mark) watched = { seen: found.mark, since: performance.now() };
    const dead = found.owner !== undefined && isDead(node, found.owner);
    const longest = found.owner === undefined ? pace.nameless : pace.silence;
    if (dead || performance.now() - watched.since > longest) {
      if (!dead && found.owner !== undefined) await onSilent?.(found.owner.token);
      await breakLock(node, path, found.owner?.token);
      watched = undefined;
    } else {
      await wait(pace.poll, signal);
    }
  }
}

/** Whether a lock file is there whose owner was killed on this machine. */
export async function isAbandoned(node: NodeBuiltins, path: string): Promise<boolean> {
  const owner = (await look(node, path))?.owner;
  return owner !== undefined && isDead(node, owner);
}

async function create(node: NodeBuiltins, path: string, { beat }: LockPace): Promise<FileLock | undefined> {
  const token = node.crypto.randomUUID();
  let file: FileHandle;
  try {
    file = await node.fs.open(path, 'wx');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'EEXIST') return undefined;
    throw unwritable(path, cause);
  }
  try {
    const owner: Owner = { token, pid: node.process.pid, host: node.os.hostname() };
    await file.writeFile(JSON.stringify(owner));
  } catch (cause) {
    await file.close();
    await node.fs.rm(path, { force: true });
    throw unwritable(path, cause);
  }
  // Through the open file: what has the name by then may be another's.
  const timer = setInterval(() => {
    const now = new Date();
    file.utimes(now, now).catch(() => undefined);
  }, beat);
  timer.unref();
  const held = async (): Promise<boolean> => (await look(node, path))?.owner?.token === token;
  return {
    token,
    held,
    async release() {
      clearInterval(timer);
      await file.close();
      if (await held()) await node.fs.rm(path, { force: true });
    },
  };
}

/** Who owns the lock, if that can be read, and a mark that changes whenever the owner shows that it lives. */
async function look(
  { fs }: NodeBuiltins,
  path: string,
): Promise<{ mark: string; owner: Owner | undefined } | undefined> {
  try {
    const text = await fs.readFile(path, 'utf8');
    const { mtimeMs } = await fs.stat(path);
    return { mark: `${mtimeMs} ${text}`, owner: parseOwner(text) };
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined;
    throw unwritable(path, cause);
  }
}

/** Undefined for a file that its owner was killed before it wrote into. */
function parseOwner(text: string): Owner | undefined {
  try {
    const { token, pid, host } = JSON.parse(text);
    return typeof token === 'string' && typeof pid === 'number' ? { token, pid, host } : undefined;
  } catch {
    return undefined;
  }
}

function isDead({ process, os }: NodeBuiltins, { pid, host }: Owner): boolean {
  if (host !== os.hostname()) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (cause) {
    return cause instanceof Error && 'code' in cause && cause.code === 'ESRCH';
  }
}

/** Moves the lock away and looks whether it was the one meant: between the look and the move a new owner may have come. */
async function breakLock(node: NodeBuiltins, path: string, token: string | undefined): Promise<void> {
  const aside = `${path}.${node.crypto.randomUUID()}`;
  try {
    await node.fs.rename(path, aside);
    if ((await look(node, aside))?.owner?.token !== token) await node.fs.link(aside, path);
  } catch {
    // Another waiter was faster, or the new owner has its lock back already.
  }
  await node.fs.rm(aside, { force: true }).catch(() => undefined);
}
