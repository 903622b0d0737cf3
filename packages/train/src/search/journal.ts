import type { FileHandle } from 'node:fs/promises';
import type { Evaluation } from './evaluation.ts';
import { type NodeBuiltins, requireNode } from './node-builtins.ts';
import { errorText } from './outcome.ts';
import { SearchError } from './search-error.ts';
import type { Parameters } from './space.ts';

const FORMAT = 'gradlab-search-1';

/** What makes two searches the same one, as JSON. */
export type SearchIdentity = Readonly<Record<string, unknown>>;

/** The record of a search: the evaluations that have ended, kept as they end. */
export interface Journal {
  readonly ended: readonly Evaluation[];
  /** Returns when the evaluation is on the disk. */
  append(evaluation: Evaluation): Promise<void>;
  close(): Promise<void>;
}

/** A journal that is kept nowhere. */
export const NO_JOURNAL: Journal = { ended: [], append: async () => undefined, close: async () => undefined };

/**
 * Opens a journal, or begins one: a file of JSON lines, the first of which names the search. A process killed while it
 * wrote leaves a line without an end; that line is cut off, and its evaluation is done again.
 *
 * @throws {@link SearchError} `journal` if it is another search's or damaged, `storage` if it cannot be read or written
 */
export async function openJournal(path: string, identity: SearchIdentity): Promise<Journal> {
  const node = requireNode('search: journal');
  const header = JSON.stringify({ format: FORMAT, ...identity });
  const file = await openFile(node, path);
  try {
    const text = await file.readFile('utf8');
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    const [first, ...lines] = whole.split('\n').slice(0, -1);
    if (first === undefined && !header.startsWith(text.slice(0, 20))) throw damaged(path, 1);
    if (first !== undefined && first !== header) throw differing(path, first, header);
    const ended = firstOfEach(lines.map((line, i) => readEvaluation(path, line, i + 2)));
    await file.truncate(Buffer.byteLength(whole));
    const write = lineWriter(file);
    if (first === undefined) await write(header);
    return {
      ended,
      append: (evaluation) =>
        write(JSON.stringify(evaluation)).catch((cause: unknown) => Promise.reject(unusable(path, cause))),
      close: () => file.close(),
    };
  } catch (cause) {
    await file.close();
    throw cause instanceof SearchError ? cause : unusable(path, cause);
  }
}

/**
 * Writes one line after the other: long ones are written in pieces, which must not mix. After one that failed, of which some
 * may be in the file, none is written any more.
 */
function lineWriter(file: FileHandle): (line: string) => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  return (line) => {
    last = last.then(async () => {
      await file.appendFile(`${line}\n`);
      await file.sync();
    });
    return last;
  };
}

async function openFile({ fs, path: paths }: NodeBuiltins, path: string): Promise<FileHandle> {
  try {
    await fs.mkdir(paths.dirname(paths.resolve(path)), { recursive: true });
    // Reads from the start, appends at the end, and makes the file if there is none.
    return await fs.open(path, 'a+');
  } catch (cause) {
    throw unusable(path, cause);
  }
}

/** A second process on the same journal leaves runs twice; a rung of an elimination must not count them so. */
function firstOfEach(evaluations: readonly Evaluation[]): Evaluation[] {
  const runs = new Map<string, Evaluation>();
  for (const run of evaluations) {
    const name = `${run.trial} ${run.budget}`;
    if (!runs.has(name)) runs.set(name, run);
  }
  return [...runs.values()];
}

/**
 * Checks that a search would try what its journal has recorded: constraints are functions, of which the first line can know
 * nothing, and others number the trials of a grid otherwise.
 *
 * @throws {@link SearchError} `journal` where a trial differs
 */
export function requireSameTrials(
  path: string,
  ended: readonly Evaluation[],
  parametersOf: (trial: number) => Parameters,
): void {
  for (const { trial, parameters } of ended) {
    const [theirs, ours] = [JSON.stringify(parameters), JSON.stringify(parametersOf(trial))];
    if (theirs === ours) continue;
    throw new SearchError(
      'journal',
      `search: ${path} is the journal of another search, with other constraints perhaps: trial ${trial} is ${theirs} there, now ${ours}`,
    );
  }
}

function readEvaluation(path: string, line: string, number: number): Evaluation {
  try {
    const value: Partial<Evaluation> = JSON.parse(line);
    const { trial, parameters, state, score, seconds, reports } = value;
    const isWhole =
      Number.isInteger(trial) &&
      typeof parameters === 'object' &&
      (state === 'failed' || (state === 'finished' && Number.isFinite(score))) &&
      typeof seconds === 'number' &&
      Array.isArray(reports);
    if (isWhole) return value as Evaluation;
  } catch {
    // No JSON: damaged as well.
  }
  throw damaged(path, number);
}

const damaged = (path: string, line: number): SearchError =>
  new SearchError(
    'journal',
    `search: line ${line} of ${path} is no record of a search; move the file away to begin anew`,
  );

const unusable = (path: string, cause: unknown): SearchError =>
  new SearchError('storage', `search: the journal ${path} cannot be used (${errorText(cause)})`, { cause });

/** Names what differs, so that a slip in the settings is found. */
function differing(path: string, found: string, expected: string): SearchError {
  const read = (text: string): SearchIdentity => {
    try {
      const value: unknown = JSON.parse(text);
      return typeof value === 'object' && value !== null ? { ...value } : {};
    } catch {
      return {};
    }
  };
  const [theirs, ours] = [read(found), read(expected)];
  const names = Object.keys(ours).filter((name) => JSON.stringify(ours[name]) !== JSON.stringify(theirs[name]));
  const list = names.map((name) => `${name} (${JSON.stringify(theirs[name])}, now ${JSON.stringify(ours[name])})`);
  return new SearchError(
    'journal',
    `search: ${path} is the journal of another search: it differs in ${list.join(', ')}`,
  );
}
