import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { createStaging } from './staging.ts';

const MANIFEST = 'files.txt';
const REPORT = 'report.html';

/**
 * A folder of results that never shows a half-written file: everything is written into a hidden folder beside it and
 * moved to its final name only by {@link RunFolder.publish}.
 */
export interface RunFolder {
  /** The final folder. */
  readonly path: string;
  /**
   * Lets `write` make a file of that name, at the path it is given.
   *
   * @throws Error that names the file if that fails
   */
  save(name: string, write: (path: string) => Promise<void>): Promise<void>;
  /** Writes a text file. */
  write(name: string, text: string): Promise<void>;
  /** Moves every file written so far to its final name, the report last, and removes what an earlier run left here. */
  publish(): Promise<void>;
  /** Removes what was not published. */
  discard(): Promise<void>;
}

/**
 * Opens a folder of results, created if need be.
 *
 * @param path final folder
 * @throws Error that names the path if it cannot be written to
 */
export async function openRunFolder(path: string): Promise<RunFolder> {
  const staging = await createStaging(path);
  const names = new Set<string>();
  const save = async (name: string, write: (path: string) => Promise<void>): Promise<void> => {
    await blaming(join(path, name), () => write(join(staging, name)));
    names.add(name);
  };
  const write = (name: string, text: string): Promise<void> => save(name, (file) => writeFile(file, text));
  return {
    path,
    save,
    write,
    async publish() {
      const earlier = await readManifest(path);
      await write(MANIFEST, `${[...names].sort().join('\n')}\n`);
      // No report while files of two runs lie side by side: the old one goes first, the new one comes last.
      await rm(join(path, REPORT), { force: true });
      for (const name of names) if (name !== REPORT) await move(name);
      for (const name of earlier) if (!names.has(name)) await rm(join(path, name), { force: true });
      if (names.has(REPORT)) await move(REPORT);
      names.clear();
    },
    discard: () => rm(staging, { recursive: true, force: true }),
  };

  function move(name: string): Promise<void> {
    return blaming(join(path, name), () => rename(join(staging, name), join(path, name)));
  }
}

/** Names the file that could not be written: the system's own message may name none, or one that nobody asked for. */
async function blaming(file: string, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`--out: ${file} cannot be written: ${reason}`, { cause });
  }
}

/** The files that the last run published here; what else lies in the folder is not ours. */
async function readManifest(path: string): Promise<string[]> {
  const text = await readFile(join(path, MANIFEST), 'utf8').catch(() => '');
  return text.split('\n').filter((name) => name !== '' && name === basename(name));
}
