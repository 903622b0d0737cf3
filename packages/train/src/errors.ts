/** Why a training stopped by itself. */
export type TrainingErrorCode = 'non-finite-loss' | 'non-finite-gradient' | 'no-data';

/** Where a training was when it stopped. */
export interface TrainingPlace {
  /** From 1. */
  readonly epoch: number;
  /** Number of the update in the epoch, from 1. */
  readonly step?: number;
  /** The first layer whose output is not finite, where there is one. */
  readonly layer?: string;
  /** The first parameter that is not finite, or whose gradient is not, where there is one. */
  readonly parameter?: string;
}

/** A training that cannot go on. */
export class TrainingError extends Error {
  /** Which kind of failure it is. */
  readonly code: TrainingErrorCode;
  /** Where it happened. */
  readonly place: TrainingPlace;

  constructor(code: TrainingErrorCode, message: string, place: TrainingPlace) {
    super(message);
    this.name = 'TrainingError';
    this.code = code;
    this.place = place;
  }
}
