import { TrainingError } from './errors.ts';

/** Sums up the steps of one epoch, in doubles. */
export class EpochTally {
  readonly epoch: number;
  #steps = 0;
  #examples = 0;
  #weightedLoss = 0;

  constructor(epoch: number) {
    this.epoch = epoch;
  }

  /**
   * @param loss mean over the batch
   * @param size of the batch
   * @throws TrainingError if the loss is not finite
   */
  add(loss: number, size: number): void {
    this.#steps += 1;
    this.#examples += size;
    this.#weightedLoss += loss * size;
    if (!Number.isFinite(loss)) {
      const message = `fit: the loss must stay finite, got ${loss} at step ${this.#steps} of epoch ${this.epoch}; a smaller learning rate or other initial weights may help`;
      throw new TrainingError('non-finite-loss', message);
    }
  }

  soFar(): { epoch: number; step: number; examples: number; loss: number } {
    return {
      epoch: this.epoch,
      step: this.#steps,
      examples: this.#examples,
      loss: this.#weightedLoss / this.#examples,
    };
  }

  /**
   * The sums once the epoch is over.
   *
   * @throws TrainingError if it had no step
   */
  finish(): { epoch: number; step: number; examples: number; loss: number } {
    if (this.#steps > 0) return this.soFar();
    throw new TrainingError('no-data', `fit: data must yield at least one batch, got none in epoch ${this.epoch}`);
  }
}
