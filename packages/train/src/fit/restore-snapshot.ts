import { describeShape, describeValue } from '@gradlab-internal/checks';
import * as tf from '@tensorflow/tfjs-core';
import type { Snapshot } from '../checkpoint/snapshot.ts';
import { stateFromJson } from '../checkpoint/state-json.ts';
import type { Predictions, Targets } from '../contracts.ts';
import { EpochTally, type TallyState } from './epoch-tally.ts';
import type { EpochRecord } from './history.ts';
import type { RateState } from './learning-rate.ts';
import { loadMetrics } from './metric-state.ts';
import { SNAPSHOT_VERSION } from './take-snapshot.ts';
import type { Training } from './training.ts';
import { variablesOf } from './variables.ts';
import { requireSameRules, type WatchedRules, watchedRules } from './watched.ts';

interface SavedState {
  readonly version: number;
  readonly epoch: number;
  readonly tally: TallyState | null;
  readonly metrics: Readonly<Record<string, unknown>> | null;
  readonly updates: number;
  readonly records: readonly EpochRecord[];
  readonly stoppedEarly: boolean;
  readonly counts: Readonly<Record<string, number>>;
  readonly rules: WatchedRules;
  readonly rate: RateState;
  readonly patience: { readonly best: number | null; readonly waited: number } | null;
  readonly average: unknown;
  readonly best: unknown;
}

/**
 * Puts a training back where a snapshot was taken.
 *
 * @throws RangeError if the snapshot is of another model, nothing is changed then, or of another version of this package
 */
export function restoreSnapshot<Y extends Targets, P extends Predictions>(
  training: Training<Y, P>,
  snapshot: Snapshot,
): void {
  const state = stateFromJson(snapshot.state) as SavedState;
  if (state.version !== SNAPSHOT_VERSION) {
    throw new RangeError(`fit: checkpoint must be of version ${SNAPSHOT_VERSION}, got ${describeValue(state.version)}`);
  }
  const variables = variablesOf(training.model);
  requireSameWeights(variables, snapshot);
  requireSameRules(state.rules, watchedRules(training.options));
  const { optimizer, metrics = {} } = training.options;
  withPart(snapshot, 'optimizer', (tensors) => optimizer.load?.({ tensors, counts: state.counts }));
  withPart(snapshot, 'weights', (tensors) => {
    for (const [name, variable] of Object.entries(variables)) variable.assign(tensors[name] as tf.Tensor);
  });
  withPart(snapshot, 'average', (tensors) => training.average?.load({ tensors, state: state.average }));
  withPart(snapshot, 'best', (tensors) => training.best?.load({ tensors, state: state.best }));
  training.rate.load(state.rate);
  if (state.patience !== null) training.patience?.load(state.patience);
  if (state.metrics !== null) loadMetrics(metrics, state.metrics);
  training.tally = new EpochTally(state.epoch, state.tally ?? undefined);
  training.updates = state.updates;
  training.records = state.records;
  // More patience than before, or no early stopping any more, lets it go on.
  training.stoppedEarly = state.stoppedEarly && (training.patience?.isAtEnd ?? false);
}

function requireSameWeights(variables: Readonly<Record<string, tf.Variable>>, { tensors }: Snapshot): void {
  const own = Object.entries(variables).map(([name, { shape }]) => `weights/${name} ${describeShape(shape)}`);
  const stored = Object.entries(tensors)
    .filter(([name]) => name.startsWith('weights/'))
    .map(([name, { shape }]) => `${name} ${describeShape(shape)}`);
  const odd = [...own.filter((one) => !stored.includes(one)), ...stored.filter((one) => !own.includes(one))];
  if (odd.length === 0) return;
  throw new RangeError(`fit: checkpoint must be of this model, got a difference in ${odd.join(', ')}`);
}

/** Hands the tensors of one part to whoever copies them. */
function withPart(snapshot: Snapshot, part: string, use: (tensors: Record<string, tf.Tensor>) => void): void {
  const made: Record<string, tf.Tensor> = {};
  try {
    for (const [name, { shape, data }] of Object.entries(snapshot.tensors)) {
      if (name.startsWith(`${part}/`)) made[name.slice(part.length + 1)] = tf.tensor(data, [...shape], 'float32');
    }
    use(made);
  } finally {
    tf.dispose(made);
  }
}
