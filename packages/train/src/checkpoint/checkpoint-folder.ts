import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { requireInteger } from '@gradlab-internal/checks';
import { CheckpointError } from './checkpoint-error.ts';
import { readCheckpoint, writeCheckpoint } from './checkpoint-file.ts';
import type { CheckpointStore, Snapshot } from './snapshot.ts';

/** Options of {@link checkpointFolder}. */
export interface CheckpointFolderOptions {
  /** Number of the newest checkpoints to keep, an integer ≥ 1; 3 unless given. With 2 and more, one that gets damaged is no disaster. */
  readonly keep?: number;
  /** Told of each checkpoint that is damaged and passed over; a warning of the process unless given. */
  readonly onNotice?: (message: string) => void;
}

interface Entry {
  readonly file: string;
  readonly updates: number;
  readonly best: boolean;
}

const NAME = /^checkpoint-(\d{12})(-best)?\.safetensors$/;
/** What a kill in the middle of a write leaves behind. */
const UNFINISHED = /^checkpoint-\d{12}(-best)?\.safetensors\.\d+$/;

/**
 * Keeps the checkpoints of one training in a folder: a file `checkpoint-000000001200.safetensors` after 1200 updates. The newest ones are
 * kept, and the newest that was the best of its time (`…-best.safetensors`). A file is written whole or not at all, and checked by
 * SHA-256 when it is read; a damaged one is passed over with a notice, and the one before it taken. A save removes what has more
 * updates than itself: it belongs to a run that was given up.
 *
 * @param folder made if it is not there; one for each training
 * @param options `keep`, `onNotice`
 * @returns a store for `fit`
 * @throws RangeError if `keep` is not an integer ≥ 1; from `load`, {@link CheckpointError} if there are checkpoints and none is whole
 * @example
 * ```ts
 * import { mkdtemp, rm } from 'node:fs/promises';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import { mlp } from '@gradlab/models';
 * import { adam, fit, meanSquaredError } from '@gradlab/train';
 * import { checkpointFolder } from '@gradlab/train/checkpoint';
 * import '@tensorflow/tfjs-backend-cpu';
 * import { useBackend } from '@gradlab/backend';
 * import * as tf from '@tensorflow/tfjs-core';
 *
 * await useBackend('cpu');
 * const folder = await mkdtemp(join(tmpdir(), 'run-'));
 * const [x, y] = [tf.tensor2d([[0], [1]]), tf.tensor1d([1, 3])];
 * async function train(epochs: number) {
 *   const model = mlp({ inputShape: [1], hidden: [], outputs: 1, seed: 1 });
 *   const data = async function* () {
 *     yield { x, y };
 *   };
 *   const checkpoint = { store: checkpointFolder(folder), every: 100 };
 *   const options = { data, epochs, loss: meanSquaredError, optimizer: adam(), checkpoint };
 *   return fit(model, options).finally(() => model.dispose());
 * }
 * await train(3);
 * const history = await train(5); // goes on after epoch 3
 * console.log(history.epochs.length); // 5
 * tf.dispose([x, y]);
 * await rm(folder, { recursive: true });
 * ```
 */
export function checkpointFolder(folder: string, options: CheckpointFolderOptions = {}): CheckpointStore {
  const keep = requireInteger('checkpointFolder', 'keep', options.keep ?? 3, { min: 1 });
  const { onNotice = warn } = options;
  return {
    load: () => loadNewest(folder, onNotice),
    async save(snapshot, { updates, best }) {
      requireInteger('checkpointFolder', 'updates', updates, { min: 0, max: 999_999_999_999 });
      await mkdir(folder, { recursive: true });
      const name = `checkpoint-${String(updates).padStart(12, '0')}${best ? '-best' : ''}.safetensors`;
      await writeCheckpoint(join(folder, name), snapshot);
      await prune(folder, { file: name, updates, best }, keep);
    },
  };
}

function warn(message: string): void {
  process.emitWarning(message, { code: 'GRADLAB_DAMAGED_CHECKPOINT' });
}

/** Oldest first; after the same update the one that was the best is the later one. */
async function entriesOf(folder: string): Promise<Entry[]> {
  const entries = (await filesOf(folder)).flatMap((file) => {
    const [, updates, best] = NAME.exec(file) ?? [];
    return updates === undefined ? [] : [{ file, updates: Number(updates), best: best !== undefined }];
  });
  return entries.sort((a, b) => a.updates - b.updates || Number(a.best) - Number(b.best));
}

async function filesOf(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
}

async function loadNewest(folder: string, onNotice: (message: string) => void): Promise<Snapshot | undefined> {
  const entries = (await entriesOf(folder)).reverse();
  const damaged: CheckpointError[] = [];
  for (const { file } of entries) {
    try {
      const snapshot = await readCheckpoint(join(folder, file));
      for (const error of damaged) onNotice(`${error.message}; going on from ${file}`);
      return snapshot;
    } catch (error) {
      if (!(error instanceof CheckpointError)) throw error;
      damaged.push(error);
    }
  }
  if (damaged.length === 0) return undefined;
  const messages = damaged.map(({ message }) => message).join('; ');
  const cause = damaged[0];
  throw new CheckpointError('damaged', `checkpointFolder: no checkpoint in ${folder} is whole: ${messages}`, { cause });
}

async function prune(folder: string, written: Entry, keep: number): Promise<void> {
  const entries = await entriesOf(folder);
  // Another one of the same update is of a run that was given up: it must not be taken for the newest.
  const past = entries.filter(({ file, updates }) => updates < written.updates || file === written.file);
  const best = past.filter((entry) => entry.best).at(-1);
  const kept = new Set([...past.slice(-keep), ...(best ? [best] : [])].map(({ file }) => file)).add(written.file);
  const unfinished = (await filesOf(folder)).filter((file) => UNFINISHED.test(file));
  const obsolete = [...entries.map(({ file }) => file).filter((file) => !kept.has(file)), ...unfinished];
  await Promise.all(obsolete.map((file) => rm(join(folder, file), { force: true })));
}
