import { foldIn, type Key } from '@gradlab/random';
import type * as tf from '@tensorflow/tfjs-core';
import type { Predictions, Targets, Trainable } from '../contracts.ts';
import { BestWeights } from './best-weights.ts';
import { PatienceCounter } from './early-stopping.ts';
import { EpochTally } from './epoch-tally.ts';
import type { FitOptions } from './fit-options.ts';
import { GradientSum } from './gradient-sum.ts';
import type { EpochRecord, History } from './history.ts';
import { LearningRate } from './learning-rate.ts';
import { MovingAverage } from './moving-average.ts';

/** A training under way: everything that changes from step to step, besides the model and the optimiser. */
export class Training<Y extends Targets = tf.Tensor, P extends Predictions = tf.Tensor> {
  readonly model: Trainable<P>;
  readonly options: FitOptions<Y, P>;
  readonly rate: LearningRate;
  readonly gradients: GradientSum;
  readonly best: BestWeights | undefined;
  readonly patience: PatienceCounter | undefined;
  readonly average: MovingAverage | undefined;
  /** Number of updates in all epochs so far. */
  updates = 0;
  records: readonly EpochRecord[] = [];
  stoppedEarly = false;
  #tally: EpochTally = new EpochTally(1);
  #epochKey: Key | undefined;

  constructor(model: Trainable<P>, options: FitOptions<Y, P>) {
    this.model = model;
    this.options = options;
    const { keepBest, earlyStopping, average, accumulate = 1 } = options;
    this.rate = new LearningRate(options);
    this.gradients = new GradientSum(accumulate);
    this.patience = earlyStopping && new PatienceCounter(earlyStopping);
    this.average = average && new MovingAverage(model, average);
    const rule = keepBest ?? earlyStopping;
    this.best = rule && new BestWeights(model, rule, keepBest === undefined ? 'earlyStopping' : 'keepBest');
  }

  /** Of the epoch under way. */
  get tally(): EpochTally {
    return this.#tally;
  }

  set tally(tally: EpochTally) {
    this.#tally = tally;
    this.#epochKey = undefined;
  }

  /** The epoch under way, from 1. */
  get epoch(): number {
    return this.#tally.epoch;
  }

  /** The streams of the forward passes of the epoch under way. */
  get epochKey(): Key {
    this.#epochKey ??= foldIn(foldIn(this.options.seed ?? 0, 'forward pass'), this.epoch);
    return this.#epochKey;
  }

  get isOver(): boolean {
    return this.stoppedEarly || this.epoch > this.options.epochs;
  }

  /** Runs with the averaged weights in the model, where there is an average. */
  async withAverage<T>(run: () => Promise<T>): Promise<T> {
    return this.average === undefined ? await run() : await this.average.whileSwapped(run);
  }

  /**
   * Takes a finished epoch in and goes on to the next one.
   *
   * @returns whether it is the best so far
   */
  async endEpoch(record: EpochRecord): Promise<boolean> {
    this.records = [...this.records, record];
    this.rate.observe(record);
    this.stoppedEarly = this.patience?.isOver(record) ?? false;
    const isBest = await this.withAverage(async () => this.best?.consider(record) ?? false);
    this.tally = new EpochTally(record.epoch + 1);
    return isBest;
  }

  /** Leaves the weights in the model that the training is to end with. */
  finish(): History {
    const last = this.records.at(-1)?.epoch ?? 0;
    if (this.best === undefined) this.average?.swap();
    const keptEpoch = this.best?.restore() ?? last;
    return { epochs: this.records, keptEpoch, ...(this.stoppedEarly && { stoppedEarly: true }) };
  }

  dispose(): void {
    this.gradients.dispose();
    this.best?.dispose();
    this.average?.dispose();
  }
}
