import { describeValue } from '@gradlab-internal/checks';
import { readNumbers } from '../input/numeric-input.ts';
import type { Metric, MetricBatch, MetricJson } from '../metric.ts';
import { type Json, requireRecord } from '../state/json.ts';
import {
  type AnyMetric,
  emptyCopy,
  loadState,
  prepareFor,
  requireVersion,
  StreamingMetric,
  shareState,
  stateKeyOf,
} from '../state/streaming-metric.ts';
import { emptyFromJSON } from './metric-classes.ts';

/** Metrics of one kind of batch, by name. */
export type MetricRecord = Readonly<Record<string, Metric<unknown, MetricBatch>>>;

/** What each of them computes, by the same names. */
export type MetricResults<M extends MetricRecord> = { readonly [K in keyof M]: ReturnType<M[K]['compute']> };

/**
 * Several metrics over the same batches. A batch is read once; metrics that need the same of it share one state, so that all that
 * come from a confusion matrix of as many classes count into a single one, and curves and areas keep the scores once.
 *
 * The collection works on copies: the metrics that it is made of say what to compute, and stay as they are. A batch that one of them
 * refuses leaves all as they were.
 *
 * @example
 * ```ts
 * import { Accuracy, ConfusionMatrix, FBeta, MetricCollection } from '@gradlab/metrics';
 *
 * const metrics = new MetricCollection({
 *   accuracy: new Accuracy(),
 *   f1: new FBeta({ classes: 2, average: 'macro' }),
 *   matrix: new ConfusionMatrix({ classes: 2 }), // the same counts as f1's
 * });
 * metrics.update({ labels: [0, 0, 1, 1], predictions: [0, 1, 1, 1] });
 * console.log(metrics.compute().accuracy, metrics.compute().matrix); // 0.75 [ [ 1, 1 ], [ 0, 2 ] ]
 * ```
 */
export class MetricCollection<M extends MetricRecord> implements Metric<MetricResults<M>> {
  readonly #members: ReadonlyMap<string, AnyMetric>;
  /** The members that own a state, by their names. */
  readonly #leaders: ReadonlyMap<string, AnyMetric>;

  /** @throws TypeError if a member is none of this package's metrics; RangeError if it is not empty */
  constructor(metrics: M) {
    const members = Object.entries(requireRecord('metrics', metrics)).map(
      ([name, metric]) => [name, emptyMember(name, metric)] as const,
    );
    this.#members = new Map(members);
    const leaders = new Map<string, readonly [string, AnyMetric]>();
    for (const [name, member] of members) {
      const [, leader] = leaders.get(stateKeyOf(member)) ?? [];
      if (leader === undefined) leaders.set(stateKeyOf(member), [name, member]);
      else shareState(leader, member);
    }
    this.#leaders = new Map(leaders.values());
  }

  /**
   * Takes in a batch.
   *
   * @throws TypeError or RangeError of the first metric that refuses it; all then stay as they were
   */
  update(batch: MetricBatch): void {
    const read = readOnce(batch);
    const steps = [...this.#leaders.values()].map((leader) => prepareFor(leader, read));
    for (const step of steps) step();
  }

  /** Each metric's result by its name. */
  compute(): MetricResults<M> {
    const results = [...this.#members].map(([name, member]) => [name, member.compute()]);
    // Object.fromEntries forgets which name has which result.
    return Object.fromEntries(results) as MetricResults<M>;
  }

  /** Forgets all. */
  reset(): void {
    for (const leader of this.#leaders.values()) leader.reset();
  }

  /**
   * Takes in all that `other`, of the same metrics under the same names, took in; `other` stays as it is.
   *
   * @throws TypeError if `other` is no collection; RangeError if its metrics are others
   */
  merge(other: MetricCollection<M>): void {
    if (!(other instanceof MetricCollection)) {
      throw new TypeError(`metricCollection: other must be a MetricCollection, got ${describeValue(other)}`);
    }
    const [mine, theirs] = [JSON.stringify(this.#outline()), JSON.stringify(other.#outline())];
    if (mine !== theirs) throw new RangeError(`metricCollection: other must have the metrics ${mine}, got ${theirs}`);
    for (const [name, leader] of this.#leaders) leader.merge(other.#leaders.get(name) as AnyMetric);
  }

  /** A collection of the same metrics and state that shares nothing with this one. */
  clone(): this {
    const fresh = [...this.#members].map(([name, member]) => [name, emptyCopy(member)]);
    const copy = new MetricCollection<M>(Object.fromEntries(fresh));
    copy.merge(this);
    return copy as this;
  }

  /** The collection as plain data; a shared state is in it once, under the name of the first metric that has it. */
  toJSON(): MetricJson {
    const state = [...this.#leaders].map(([name, leader]) => [name, leader.toJSON().state]);
    return { metric: 'metricCollection', version: 1, options: this.#outline(), state: Object.fromEntries(state) };
  }

  /**
   * The collection that `toJSON` wrote. Its metrics are known by their names only when it runs: say which by the type argument.
   *
   * @throws TypeError or RangeError if something is amiss
   *
   * @example
   * ```ts
   * import { Accuracy, MetricCollection } from '@gradlab/metrics';
   *
   * const metrics = new MetricCollection({ accuracy: new Accuracy() });
   * metrics.update({ labels: [0, 1], predictions: [0, 0] });
   * const text = JSON.stringify(metrics);
   * const again = MetricCollection.fromJSON<{ accuracy: Accuracy }>(JSON.parse(text));
   * console.log(again.compute().accuracy); // 0.5
   * ```
   */
  static fromJSON<M extends MetricRecord>(json: unknown): MetricCollection<M> {
    const { metric, version, options, state } = requireRecord('json', json);
    requireVersion(version);
    if (metric !== 'metricCollection') {
      throw new RangeError(`fromJSON: metric must be metricCollection, got ${describeValue(metric)}`);
    }
    const members = Object.entries(requireRecord('options', options)).map(([name, member]) => [
      name,
      emptyFromJSON({ ...requireRecord(`options.${name}`, member), version }),
    ]);
    const made = new MetricCollection<M>(Object.fromEntries(members));
    const states = requireRecord('state', state);
    for (const [name, leader] of made.#leaders) loadState(leader, states[name], `state.${name}`);
    return made;
  }

  /** What each member is, without its state. */
  #outline(): { readonly [name: string]: Json } {
    const outlines = [...this.#members].map(([name, member]) => {
      const { metric, options } = emptyCopy(member).toJSON();
      return [name, { metric, options }];
    });
    return Object.fromEntries(outlines);
  }
}

function emptyMember(name: string, metric: unknown): AnyMetric {
  if (!(metric instanceof StreamingMetric)) {
    throw new TypeError(`metricCollection: ${name} must be a metric, got ${describeValue(metric)}`);
  }
  const empty = emptyCopy<AnyMetric>(metric);
  if (JSON.stringify(metric) !== JSON.stringify(empty)) {
    throw new RangeError(`metricCollection: ${name} must be empty, got a metric that took in examples`);
  }
  return empty;
}

/** A tensor's data would else come from the device once for each metric. */
function readOnce(batch: MetricBatch): MetricBatch {
  const entries = Object.entries({ labels: batch?.labels, predictions: batch?.predictions, weights: batch?.weights });
  const read = entries.flatMap(([name, input]) =>
    name === 'weights' && input === undefined ? [] : [[name, readNumbers('metricCollection', name, input)]],
  );
  return Object.fromEntries(read) as MetricBatch;
}
