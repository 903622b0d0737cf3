import { requireNode } from './node-builtins.ts';
import type { Job } from './objective.ts';
import { errorText } from './outcome.ts';
import { SearchError } from './search-error.ts';

/** Says whose folder it is; beside the objective's own files. */
const LABEL = 'trial.json';

/** The folder of a trial within that of the search. */
export function folderOf(directory: string, trial: number): string {
  return requireNode('search: directory').path.join(directory, `trial-${trial}`);
}

/**
 * Makes the folder of a run and labels it with its parameters, seed and budget. A run must find there what a smaller budget
 * of the same trial left, or nothing: weights of other parameters, or of a larger budget, would be taken for its own.
 *
 * @throws {@link SearchError} `directory` if the folder holds something else, `storage` if it cannot be read or written
 */
export async function claimFolder(folder: string, { parameters, seed, budget }: Job): Promise<void> {
  const { fs, path } = requireNode('search: directory');
  const label = path.join(folder, LABEL);
  const own: Label = { parameters, seed, budget: budget ?? null };
  try {
    await fs.mkdir(folder, { recursive: true });
    const found = await fs.readFile(label, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
    if (found !== undefined) requireEarlier(folder, found, own);
    // Renamed into place, as a label that is half there would be nobody's.
    await fs.writeFile(`${label}.new`, JSON.stringify(own));
    await fs.rename(`${label}.new`, label);
  } catch (cause) {
    if (cause instanceof SearchError) throw cause;
    throw new SearchError('storage', `search: the folder ${folder} cannot be used (${errorText(cause)})`, { cause });
  }
}

type Label = Pick<Job, 'parameters' | 'seed'> & { readonly budget: number | null };

function requireEarlier(folder: string, found: string, { parameters, seed, budget }: Label): void {
  const theirs = readLabel(found);
  const isSame = JSON.stringify([theirs?.parameters, theirs?.seed]) === JSON.stringify([parameters, seed]);
  if (!isSame) throw foreign(folder, `it was made for ${found.slice(0, 200)}`);
  if ((theirs?.budget ?? 0) > (budget ?? 0)) {
    throw foreign(folder, `its run has a budget of ${theirs?.budget}, and ${budget} is asked for`);
  }
}

function readLabel(text: string): Partial<Label> | undefined {
  try {
    return JSON.parse(text) ?? undefined;
  } catch {
    return undefined;
  }
}

const foreign = (folder: string, what: string): SearchError =>
  new SearchError(
    'directory',
    `search: ${folder} is of another search, or its journal is gone: ${what}; move the folder away to begin anew`,
  );
