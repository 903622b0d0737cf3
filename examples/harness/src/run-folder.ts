import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * A folder of results that never shows a half-written file: everything is written into a hidden folder beside it and
 * moved to its final name only by {@link RunFolder.publish}.
 */
export interface RunFolder {
  /** The final folder. */
  readonly path: string;
  /** Where to write a file of that name until the run is published. */
  staged(name: string): string;
  /** Writes a text file into the staging folder. */
  write(name: string, text: string): Promise<void>;
  /** Moves every file written so far to its final name, the report last. */
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
  const staged = (name: string): string => {
    names.add(name);
    return join(staging, name);
  };
  return {
    path,
    staged,
    write: (name, text) => writeFile(staged(name), text),
    async publish() {
      // The report goes last: whoever sees it sees the files that belong to it.
      for (const name of [...names].sort((a, b) => Number(a === 'report.html') - Number(b === 'report.html'))) {
        await rename(join(staging, name), join(path, name));
      }
      names.clear();
    },
    discard: () => rm(staging, { recursive: true, force: true }),
  };
}

async function createStaging(path: string): Promise<string> {
  try {
    await mkdir(path, { recursive: true });
    // Inside the final folder, so that moving is a rename on one file system; it also shows that we may write there.
    return await mkdtemp(join(path, '.unfinished-'));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`--out: ${dirname(path)} must be a folder that can be written to: ${reason}`, { cause });
  }
}
