/** Why a training stopped by itself. */
export type TrainingErrorCode = 'non-finite-loss' | 'no-data';

/** A training that cannot go on. */
export class TrainingError extends Error {
  /** Which kind of failure it is. */
  readonly code: TrainingErrorCode;

  constructor(code: TrainingErrorCode, message: string) {
    super(message);
    this.name = 'TrainingError';
    this.code = code;
  }
}
