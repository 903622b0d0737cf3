/** Why a checkpoint cannot be read: it is not what was written, or it is none of this package's. */
export type CheckpointErrorCode = 'damaged' | 'foreign';

/** A checkpoint that cannot be read. */
export class CheckpointError extends Error {
  /** Which kind of failure it is. */
  readonly code: CheckpointErrorCode;

  constructor(code: CheckpointErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'CheckpointError';
    this.code = code;
  }
}
