import { describeValue, requireInteger, requireOneOf } from '@gradlab-internal/checks';
import type { Predictions, Targets } from '../contracts.ts';
import { requireClipping } from './clip-gradients.ts';
import type { FitOptions } from './fit-options.ts';
import { requireWritable } from './metric-state.ts';
import { requirePenalty } from './penalty.ts';
import { requireWatched } from './watched.ts';

/**
 * Checks what can be checked before any time is spent on training.
 *
 * @throws TypeError or RangeError if an option is wrong
 */
export function requireOptions<Y extends Targets, P extends Predictions>(options: FitOptions<Y, P>): void {
  if (typeof options !== 'object' || options === null) {
    throw new TypeError(`fit: options must be an object, got ${describeValue(options)}`);
  }
  requireFunction('data', options.data);
  requireFunction('loss', options.loss);
  requireFunction('optimizer.step', options.optimizer?.step);
  requireInteger('fit', 'epochs', options.epochs, { min: 1 });
  requireInteger('fit', 'accumulate', options.accumulate ?? 1, { min: 1 });
  requireOneOf('fit', 'scheduleBy', options.scheduleBy ?? 'epoch', ['epoch', 'update']);
  requirePenalty('fit', options);
  requireClipping(options.clip ?? {});
  requireWatched('keepBest', options.keepBest, options);
  requireWatched('earlyStopping', options.earlyStopping, options);
  requireWatched('reduceOnPlateau', options.reduceOnPlateau, options);
  requireDecoupled(options);
  requireCheckpoint(options);
}

function requireFunction(name: string, value: unknown): void {
  if (typeof value !== 'function') throw new TypeError(`fit: ${name} must be a function, got ${describeValue(value)}`);
}

function requireDecoupled<Y extends Targets, P extends Predictions>(options: FitOptions<Y, P>): void {
  const { decoupled = false, optimizer } = options;
  if (!decoupled || optimizer.learningRate !== undefined) return;
  throw new TypeError('fit: optimizer must have a learningRate where decoupled is set, got none');
}

function requireCheckpoint<Y extends Targets, P extends Predictions>(options: FitOptions<Y, P>): void {
  const { checkpoint, optimizer, metrics = {} } = options;
  if (checkpoint === undefined) return;
  if (typeof checkpoint.store?.load !== 'function' || typeof checkpoint.store.save !== 'function') {
    const got = describeValue(checkpoint.store);
    throw new TypeError(`fit: checkpoint.store must have the functions load and save, got ${got}`);
  }
  if (optimizer.save === undefined || optimizer.load === undefined) {
    throw new TypeError('fit: optimizer must have the functions save and load for checkpoints, got none');
  }
  if (checkpoint.every === undefined) return;
  requireInteger('fit', 'checkpoint.every', checkpoint.every, { min: 1 });
  requireWritable(metrics);
}
