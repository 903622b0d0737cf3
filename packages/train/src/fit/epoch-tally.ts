import { TrainingError } from '../errors.ts';

/** The sums of an epoch so far, as plain data. */
export interface TallyState {
  readonly steps: number;
  readonly batches: number;
  readonly examples: number;
  readonly weightedLoss: number;
  readonly seconds: number;
}

const EMPTY: TallyState = { steps: 0, batches: 0, examples: 0, weightedLoss: 0, seconds: 0 };

/** Sums up the batches and updates of one epoch, in doubles. */
export class EpochTally {
  readonly epoch: number;
  #sums: TallyState;
  /** Of the update under way. */
  #update = { examples: 0, weightedLoss: 0 };
  #started: number | undefined;

  /** @param before the sums where the epoch was broken off */
  constructor(epoch: number, before: TallyState = EMPTY) {
    this.epoch = epoch;
    this.#sums = before;
  }

  /** Starts the clock. */
  start(): void {
    this.#started = performance.now();
  }

  /** Number of the update under way, from 1. */
  get step(): number {
    return this.#sums.steps + 1;
  }

  /** Number of batches so far. */
  get batches(): number {
    return this.#sums.batches;
  }

  /** @param loss mean over the batch of `size` examples */
  addBatch(loss: number, size: number): void {
    const { batches, examples, weightedLoss } = this.#sums;
    this.#sums = {
      ...this.#sums,
      batches: batches + 1,
      examples: examples + size,
      weightedLoss: weightedLoss + loss * size,
    };
    this.#update.examples += size;
    this.#update.weightedLoss += loss * size;
  }

  /** Counts an update of the batches since the last one, and answers the mean loss over their examples. */
  addUpdate(): number {
    const { examples, weightedLoss } = this.#update;
    this.#sums = { ...this.#sums, steps: this.#sums.steps + 1 };
    this.#update = { examples: 0, weightedLoss: 0 };
    return weightedLoss / examples;
  }

  soFar(): { epoch: number; step: number; examples: number; loss: number } {
    const { steps, examples, weightedLoss } = this.#sums;
    return { epoch: this.epoch, step: steps, examples, loss: weightedLoss / examples };
  }

  /** All of it, with the wall time up to now. */
  save(): TallyState {
    const milliseconds = this.#started === undefined ? 0 : performance.now() - this.#started;
    return { ...this.#sums, seconds: this.#sums.seconds + milliseconds / 1000 };
  }

  /**
   * The sums once the epoch is over.
   *
   * @throws TrainingError if it had no step
   */
  finish(): { epoch: number; steps: number; examples: number; seconds: number; loss: number } {
    const { steps, examples, weightedLoss, seconds } = this.save();
    if (steps > 0) return { epoch: this.epoch, steps, examples, seconds, loss: weightedLoss / examples };
    const message = `fit: data must yield at least one batch, got none in epoch ${this.epoch}`;
    throw new TrainingError('no-data', message, { epoch: this.epoch });
  }
}
