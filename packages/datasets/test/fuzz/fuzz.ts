import { DatasetError } from '../../src/index.ts';
import { Allocations } from './allocations.ts';
import { Draws, mutate } from './mutate.ts';

/** A parser and what to feed it. */
export interface Target {
  readonly name: string;
  readonly valid: readonly Uint8Array[];
  /** Reads an input, and throws what it likes, or an error of its own if what it has read is not as it should be. */
  readonly parse: (bytes: Uint8Array<ArrayBuffer>, draws: Draws) => unknown;
  /** The most bytes that an input may make it ask for. */
  readonly maxAllocated: (inputBytes: number) => number;
  /** Makes checksums right again, so that what they protect is reached. */
  readonly repair?: (bytes: Uint8Array, draws: Draws) => void;
  /** Errors beside DatasetError that an input may cause. */
  readonly isAllowed?: (error: unknown) => boolean;
}

export interface Outcome {
  accepted: number;
  refused: number;
  slowestMilliseconds: number;
  mostAllocated: number;
}

// An input takes about a millisecond; a machine under load may stop for long.
const HANG_MILLISECONDS = 20_000;

/**
 * Feeds mutated inputs to a parser. Each depends on the seed and its number alone.
 *
 * @throws Error that names the number of an input which is answered by another error, hangs, or asks for too much memory
 */
export async function fuzz(target: Target, count: number, seed: number): Promise<Outcome> {
  const outcome: Outcome = { accepted: 0, refused: 0, slowestMilliseconds: 0, mostAllocated: 0 };
  const allocations = new Allocations();
  allocations.start();
  try {
    for (let index = 0; index < count; index++) {
      const draws = new Draws(seed, index);
      const bytes = mutate(target.valid, draws);
      if (draws.below(2) === 0) target.repair?.(bytes, draws);
      allocations.bytes = 0;
      const start = performance.now();
      const error = await answer(target, bytes, draws, index);
      outcome.slowestMilliseconds = Math.max(outcome.slowestMilliseconds, performance.now() - start);
      outcome.mostAllocated = Math.max(outcome.mostAllocated, allocations.bytes);
      outcome[error === undefined ? 'accepted' : 'refused'] += 1;
      if (error !== undefined && !(error instanceof DatasetError) && target.isAllowed?.(error) !== true) {
        throw new Error(`${target.name}: input ${index} is answered by ${error}`, { cause: error });
      }
      if (allocations.bytes > target.maxAllocated(bytes.length)) {
        throw new Error(`${target.name}: input ${index} of ${bytes.length} bytes asks for ${allocations.bytes} bytes`);
      }
    }
  } finally {
    allocations.stop();
  }
  return outcome;
}

/** What an input makes the parser throw, or undefined. */
async function answer(target: Target, bytes: Uint8Array<ArrayBuffer>, draws: Draws, index: number): Promise<unknown> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const hang = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`input ${index} hangs`)), HANG_MILLISECONDS);
  });
  try {
    await Promise.race([(async () => target.parse(bytes, draws))(), hang]);
    return undefined;
  } catch (error) {
    return error ?? new Error('threw nothing');
  } finally {
    clearTimeout(timer);
  }
}
