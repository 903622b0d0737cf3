import { requireInteger } from '@gradlab-internal/checks';
import type { Callback } from '../fit/callbacks.ts';
import type { EpochRecord, MetricValues } from '../fit/history.ts';
import { EventFile } from './event-file.ts';

/** Options of {@link tensorBoard}. */
export interface TensorBoardOptions {
  /** The folder of this run; TensorBoard is pointed at it or at the folder it lies in. */
  readonly folder: string;
  /** Number of updates from one entry of `batch/…` to the next, an integer ≥ 1; 10 unless given. */
  readonly every?: number;
  /** A model whose parameters are shown as histograms after each epoch; none unless given. */
  readonly model?: {
    readonly parameters: Readonly<Record<string, { data(): Promise<ArrayLike<number>> }>>;
  };
}

/**
 * Writes the course of a training for TensorBoard: after each epoch its loss, learning rate and metrics that are numbers, each evaluation
 * set's under its name (`validation/accuracy`); now and then the loss and the rate of an update (`batch/loss`), by their number. A
 * training that goes on from a checkpoint writes a further file in the same folder. Node only.
 *
 * @param options `folder`, `every`, `model`
 * @returns a callback for `fit`
 * @throws RangeError if `every` is not an integer ≥ 1
 */
export function tensorBoard(options: TensorBoardOptions): Callback {
  const every = requireInteger('tensorBoard', 'every', options.every ?? 10, { min: 1 });
  let file: EventFile | undefined;
  return {
    onTrainBegin() {
      file = new EventFile(options.folder);
    },
    onStepEnd({ updates, batchLoss, learningRate }) {
      if (updates % every !== 0) return;
      file?.scalar('batch/loss', batchLoss, updates);
      if (learningRate !== undefined) file?.scalar('batch/learning rate', learningRate, updates);
    },
    async onEpochEnd(record) {
      for (const [tag, value] of Object.entries(scalarsOf(record))) file?.scalar(tag, value, record.epoch);
      for (const [name, parameter] of Object.entries(options.model?.parameters ?? {})) {
        file?.histogram(name, await parameter.data(), record.epoch);
      }
      await file?.flush();
    },
    async onTrainEnd() {
      await file?.flush();
    },
  };
}

function scalarsOf({ loss, learningRate, metrics, evaluations }: EpochRecord): Record<string, number> {
  const sets = Object.entries(evaluations).flatMap(([set, values]) =>
    numbersAmong(values).map(([name, value]): [string, number] => [`${set}/${name}`, value]),
  );
  const rate: [string, number][] = learningRate === undefined ? [] : [['learning rate', learningRate]];
  return Object.fromEntries([['loss', loss], ...rate, ...numbersAmong(metrics), ...sets]);
}

function numbersAmong(values: MetricValues): [string, number][] {
  return Object.entries(values).filter((entry): entry is [string, number] => typeof entry[1] === 'number');
}
