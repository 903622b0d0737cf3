import { type Key, key, type Seed } from '@gradlab/random';
import { describeValue, requireInteger } from '@gradlab-internal/checks';
import { requireKind, requireSignal } from '../require-kind.ts';
import { nodeBuiltins } from '../storage/node-builtins.ts';
import type { ExampleTransform } from './example-transform.ts';
import { isTransform } from './load-transform.ts';
import { addressOf, type TransformAddress, type TransformReference } from './transform-reference.ts';

/** Part `index` of `count`. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

export interface BatchOptions {
  /** Examples per batch; the last one may be smaller. */
  readonly batchSize: number;
  /** Shuffles by (seed, epoch). Without it the stored order is kept, and a transform draws from seed 0. */
  readonly seed?: Seed;
  /** Which pass over the data this is. Default 0. */
  readonly epoch?: number;
  /** Leaves out a last batch that is smaller. Default false. */
  readonly dropLast?: boolean;
  /** Gives only every `count`-th example of the pass, from the `index`-th on: the shards of a pass are disjoint and together complete. */
  readonly shard?: Shard;
  /** How many batches to leave out at the start: a pass that was broken off after n batches goes on with `start: n`. Default 0. */
  readonly start?: number;
  /** Changes each input by (seed, epoch, index), such as those of `@gradlab/augment`; for workers, by where it is to be found. */
  readonly transform?: ExampleTransform | TransformReference;
  /** How many worker threads do the transform's work, in Node. Default 0: the main thread does it. */
  readonly workers?: number;
  /** How many batches the workers may be ahead of the loop: what bounds the memory. Default 2 × workers. */
  readonly prefetch?: number;
  /** Ends the pass with the signal's reason, and the work of its workers. */
  readonly signal?: AbortSignal;
}

/** Options that were checked, with their defaults. */
export interface CheckedOptions
  extends Required<Pick<BatchOptions, 'batchSize' | 'epoch' | 'dropLast' | 'start' | 'shard'>> {
  readonly seed: Seed | undefined;
  /** What a transform draws from. */
  readonly drawSeed: Key;
  readonly transform: ExampleTransform | TransformAddress | undefined;
  readonly workers: number;
  readonly prefetch: number;
  readonly signal: AbortSignal | undefined;
}

const WHOLE: Shard = { index: 0, count: 1 };

/** @throws TypeError or RangeError if an option is wrong */
export function checkOptions(options: BatchOptions): CheckedOptions {
  requireKind('batches', 'options', options, 'object');
  const { seed, epoch = 0, dropLast = false, start = 0, shard = WHOLE, workers = 0, signal } = options;
  const { prefetch = Math.max(1, 2 * workers) } = options;
  requireInteger('batches', 'epoch', epoch, { min: 0 });
  requireInteger('batches', 'start', start, { min: 0 });
  requireKind('batches', 'dropLast', dropLast, 'boolean');
  requireSignal('batches', signal);
  return {
    batchSize: requireInteger('batches', 'batchSize', options.batchSize, { min: 1 }),
    ...{ seed, epoch, dropLast, start, signal },
    drawSeed: key(seed ?? 0),
    shard: requireShard(shard),
    workers: requireWorkers(workers),
    prefetch: requireInteger('batches', 'prefetch', prefetch, { min: 1 }),
    transform: requireTransform(options.transform, workers),
  };
}

function requireShard(shard: Shard): Shard {
  if (typeof shard !== 'object' || shard === null) {
    throw new TypeError(`batches: shard must be { index, count }, got ${describeValue(shard)}`);
  }
  const count = requireInteger('batches', 'shard.count', shard.count, { min: 1 });
  return { index: requireInteger('batches', 'shard.index', shard.index, { min: 0, below: count }), count };
}

function requireWorkers(workers: number): number {
  requireInteger('batches', 'workers', workers, { min: 0 });
  if (workers === 0 || nodeBuiltins() !== undefined) return workers;
  throw new RangeError(
    `batches: workers must be 0 in a browser, where a worker would have to be known to the bundler, got ${workers}`,
  );
}

function requireTransform(transform: unknown, workers: number): ExampleTransform | TransformAddress | undefined {
  if (transform === undefined) return undefined;
  if (isReference(transform)) return addressOf(transform);
  if (!isTransform(transform)) {
    const demand = 'batches: transform must have a function apply, or be { module, export, config }';
    throw new TypeError(`${demand}, got ${describeValue(transform)}`);
  }
  if (workers === 0) return transform;
  throw new TypeError(
    `batches: transform must be { module, export, config } with workers, as functions do not cross to a thread: ` +
      `for one of @gradlab/augment, { module: import.meta.resolve('@gradlab/augment'), export: 'fromConfig', ` +
      `config: transform.config }, got ${describeValue(transform)}`,
  );
}

function isReference(transform: unknown): transform is TransformReference {
  return typeof transform === 'object' && transform !== null && 'module' in transform;
}
