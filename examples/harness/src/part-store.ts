import { createHash } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, rmdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

const RESULT = 'result.json';

/** A piece of work that is done. */
export interface Part<T> {
  /** What the work answered, as it reads from JSON. */
  readonly result: T;
  /** The files that it left. */
  readonly folder: string;
}

/** Pieces of work that outlive a run which was killed: begun again, it goes on after those that were done. */
export interface PartStore {
  /**
   * Does a piece of work, unless an earlier run has done it and was cut short later. Work that was cut short itself finds its own files in
   * `folder` again: checkpoints, a journal.
   *
   * @param name of the part: letters, digits, dots and dashes
   * @param settings on which the answer depends, beside what the store was opened with; as JSON has them
   * @param work told its folder; answers plain JSON
   */
  once<T>(name: string, settings: object, work: (folder: string) => Promise<T>): Promise<Part<T>>;
  /** The same store for work that depends on something more: the data, say. */
  within(identity: object): PartStore;
  /** How many parts an earlier run has done: their time is not in this one's. */
  taken(): number;
}

/** A store with its end. */
export interface OpenPartStore extends PartStore {
  /** Removes the parts that were asked for: the run is whole, and published. */
  clear(): Promise<void>;
}

/**
 * Opens the store of a folder of results. Nothing is created before there is a part.
 *
 * @param path hidden folder in the folder of results, which only one run at a time may write to
 * @param options `identity`: what all parts depend on, such as seed and backend; `fresh`: forget what earlier runs left; `log`
 */
export async function openPartStore(
  path: string,
  options: { readonly identity: object; readonly fresh?: boolean; readonly log: (line: string) => void },
): Promise<OpenPartStore> {
  if (options.fresh) await rm(path, { recursive: true, force: true });
  const used = new Set<string>();
  let taken = 0;
  const storeOf = (identities: readonly object[]): PartStore => ({
    async once<T>(name: string, settings: object, work: (folder: string) => Promise<T>) {
      const folder = join(path, `${name}-${digestOf([...identities, settings])}`);
      used.add(folder);
      const done = await readResult<T>(folder);
      if (done !== undefined) {
        options.log(`${name}: done by a run that was cut short (--fresh does it again)`);
        taken += 1;
        return { result: done.result, folder };
      }
      return { result: await doAndKeep(folder, name, work, options.log), folder };
    },
    within: (identity) => storeOf([...identities, identity]),
    taken: () => taken,
  });
  return {
    ...storeOf([options.identity]),
    async clear() {
      for (const folder of used) await rm(folder, { recursive: true, force: true });
      // Parts of other settings stay for the run that was cut short with them.
      await rmdir(path).catch(() => undefined);
    },
  };
}

/** What a part's own file says. */
interface Done<T> {
  readonly result: T;
  /** The size in bytes of every file that the work left, by its path in the part's folder. */
  readonly files: Readonly<Record<string, number>>;
}

/** Undefined where the part is not done, or is not whole any more: a disk that was full or failed, somebody who tidied up. */
async function readResult<T>(folder: string): Promise<Done<T> | undefined> {
  const text = await readFile(join(folder, RESULT), 'utf8').catch(() => undefined);
  const done = text === undefined ? undefined : parseDone<T>(text);
  if (done === undefined) return undefined;
  const found = await sizesIn(folder);
  return Object.entries(done.files).every(([name, size]) => found[name] === size) ? done : undefined;
}

function parseDone<T>(text: string): Done<T> | undefined {
  try {
    const done: Partial<Done<T>> | null = JSON.parse(text);
    return done?.files === undefined ? undefined : (done as Done<T>);
  } catch {
    return undefined;
  }
}

async function sizesIn(folder: string): Promise<Record<string, number>> {
  const sizes: Record<string, number> = {};
  for (const name of await readdir(folder, { recursive: true })) {
    if (name.startsWith(RESULT)) continue;
    const entry = await stat(join(folder, name));
    if (entry.isFile()) sizes[name] = entry.size;
  }
  return sizes;
}

async function doAndKeep<T>(
  folder: string,
  name: string,
  work: (folder: string) => Promise<T>,
  log: (line: string) => void,
): Promise<T> {
  await mkdir(folder, { recursive: true });
  if ((await readdir(folder)).length > 0) log(`${name}: goes on where it was cut short (--fresh begins anew)`);
  // What does not fit the files beside it would be taken for done again if this run were cut short.
  await rm(join(folder, RESULT), { force: true });
  const result = await work(folder).catch((cause: unknown) => {
    throw naming(folder, cause);
  });
  const text = JSON.stringify({ result, files: await sizesIn(folder) });
  await writeWhole(join(folder, RESULT), text);
  // As it reads from the file, so that a run gives the same whether it was cut short or not.
  return (JSON.parse(text) as { readonly result: T }).result;
}

/** A full disk says nothing of where it is full. */
function naming(folder: string, cause: unknown): unknown {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (!['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES'].includes(code)) return cause;
  return new Error(`--out: ${folder} cannot be written to; what is whole in it is kept`, { cause });
}

/** Whole or not at all: a part that is half-written would pass for one that is done. */
async function writeWhole(path: string, text: string): Promise<void> {
  const temporary = `${path}.partial`;
  const file = await open(temporary, 'w');
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, path);
}

/** Names of settings in any order mean the same. */
function digestOf(identity: readonly object[]): string {
  const sorted = JSON.stringify(identity, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
  return createHash('sha256').update(sorted).digest('hex').slice(0, 16);
}
