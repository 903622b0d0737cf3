import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { createStaging } from './staging.ts';

const MANIFEST = 'files.txt';

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
  const staged = (name: string): string => {
    names.add(name);
    return join(staging, name);
  };
  return {
    path,
    staged,
    async write(name, text) {
      try {
        await writeFile(staged(name), text);
      } catch (cause) {
        const reason = cause instanceof Error ? cause.message : String(cause);
        throw new Error(`--out: ${join(path, name)} cannot be written: ${reason}`, { cause });
      }
    },
    async publish() {
      const earlier = await readManifest(path);
      await writeFile(staged(MANIFEST), `${[...names].sort().join('\n')}\n`);
      // The manifest first, so that a run killed here is still known to be ours; the report last, so that whoever sees it sees
      // the files that belong to it.
      for (const name of inOrder(names)) await rename(join(staging, name), join(path, name));
      for (const name of earlier) if (!names.has(name)) await rm(join(path, name), { force: true });
      names.clear();
    },
    discard: () => rm(staging, { recursive: true, force: true }),
  };
}

/** The files that the last run published here; what else lies in the folder is not ours. */
async function readManifest(path: string): Promise<string[]> {
  const text = await readFile(join(path, MANIFEST), 'utf8').catch(() => '');
  return text.split('\n').filter((name) => name !== '' && name === basename(name));
}

function inOrder(names: ReadonlySet<string>): string[] {
  const rank = (name: string): number => [MANIFEST, name, 'report.html'].indexOf(name);
  return [...names].sort((a, b) => rank(a) - rank(b));
}
