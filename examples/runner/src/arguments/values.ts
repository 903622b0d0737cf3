import { InvalidArgumentError } from 'commander';

/** What `--backend` chooses from. */
export const BACKENDS = ['auto', 'wasm', 'cuda', 'cpu'] as const;

/** How the person began this program, for its help and its messages. */
export function startedBy(): string {
  return process.env.GRADLAB_STARTED_BY ?? 'gradlab-examples';
}

/** An option's integer. */
export function integerFrom(min: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() !== '' && Number.isSafeInteger(value) && value >= min) return value;
    throw new InvalidArgumentError(`It must be an integer >= ${min}.`);
  };
}

/** An empty folder name, from an unset shell variable for one, would be the current folder. */
export function notEmpty(text: string): string {
  if (text.trim() !== '') return text;
  throw new InvalidArgumentError('It must not be empty.');
}

/** An option's number that is not negative. */
export function notNegative(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= 0) return value;
  throw new InvalidArgumentError('It must be a number >= 0.');
}
