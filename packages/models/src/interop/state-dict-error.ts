/** Thrown where a state dict does not fit a model: with everything that does not, not the first thing alone. */
export class StateDictError extends RangeError {
  override readonly name = 'StateDictError';
  readonly code = 'state-dict-mismatch';
  /** Names in PyTorch of weights that the model has and the state dict has not. */
  readonly missing: readonly string[];
  /** Names that the state dict has and the model has not. */
  readonly unexpected: readonly string[];
  /** What is wrong with each tensor that is there, shape or dtype, in words. */
  readonly mismatched: readonly string[];

  constructor(
    caller: string,
    { missing, unexpected, mismatched }: Pick<StateDictError, 'missing' | 'unexpected' | 'mismatched'>,
  ) {
    const problems = [
      ...missing.map((name) => `${name} is missing`),
      ...unexpected.map((name) => `${name} is unexpected`),
      ...mismatched,
    ];
    super(`${caller}: the state dict must fit the model, got ${problems.length} problems: ${problems.join('; ')}`);
    this.missing = missing;
    this.unexpected = unexpected;
    this.mismatched = mismatched;
  }
}
