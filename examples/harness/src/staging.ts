import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const PREFIX = '.unfinished-';
// This process's own: one of its number that it did not make is of a run killed before, as numbers in a container repeat.
const made = new Set<string>();

/**
 * Creates a hidden folder inside a folder of results, for files that are not whole yet: moving them out of it is a rename on one
 * file system. What runs that were killed have left is removed.
 *
 * @param path the folder of results, created if need be
 * @throws Error that names the path if it cannot be written to or another run is writing there
 */
export async function createStaging(path: string): Promise<string> {
  try {
    await makeFolder(path);
    if ((await stat(join(path, 'report.html')).catch(() => undefined))?.isDirectory()) {
      throw new Error('report.html in it is a folder');
    }
    await removeLeftovers(path);
    const staging = await mkdtemp(join(path, `${PREFIX}${process.pid}-`));
    made.add(staging);
    return staging;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`--out: ${path} must be a folder that can be written to: ${reason}`, { cause });
  }
}

/** One level at a time: the recursive mkdir of Node 20 does not come back where a file system refuses new folders by ENOENT. */
async function makeFolder(path: string): Promise<void> {
  const failure = await mkdir(path).then(() => undefined, codeOf);
  if (failure === 'ENOENT' && dirname(path) !== path) {
    await makeFolder(dirname(path));
    await mkdir(path);
  } else if (failure !== undefined && !(await stat(path).catch(() => undefined))?.isDirectory()) {
    await mkdir(path);
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : error;
}

async function removeLeftovers(path: string): Promise<void> {
  for (const name of await readdir(path)) {
    const pid = new RegExp(`^${PREFIX.replace('.', '\\.')}(\\d+)-`).exec(name)?.[1];
    if (pid === undefined) continue;
    if (isWriting(Number(pid), join(path, name))) {
      throw new Error(`another run (process ${pid}) is writing there; if none is, remove ${join(path, name)}`);
    }
    await rm(join(path, name), { recursive: true, force: true });
  }
}

function isWriting(pid: number, staging: string): boolean {
  if (pid === process.pid) return made.has(staging);
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, as somebody else.
    return codeOf(error) === 'EPERM';
  }
}
