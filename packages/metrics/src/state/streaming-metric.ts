import { describeValue } from '@gradlab-internal/checks';
import type { Metric, MetricJson } from '../metric.ts';
import type { Accumulator } from './accumulator.ts';
import { decodeOptions, encodeOptions, requireRecord } from './json.ts';

type State = Readonly<Record<string, Accumulator>>;
/** Any metric, as far as its state goes. */
export type AnyMetric = StreamingMetric<unknown, never, State>;

const VERSION = 1;

let prepareFor: (metric: AnyMetric, batch: unknown) => () => void;
let shareState: (leader: AnyMetric, follower: AnyMetric) => void;
let emptyCopy: <M extends AnyMetric>(metric: M) => M;
let stateKeyOf: (metric: AnyMetric) => string;
let loadState: (metric: AnyMetric, json: unknown, where?: string) => void;

/** What all metrics have in common: state made of accumulators, which merge, copy and write themselves. */
export abstract class StreamingMetric<R, B, S extends State> implements Metric<R, B> {
  readonly #kind: string;
  readonly #options: MetricJson['options'];
  #state: S;

  static {
    // What is said of a metric type is true of any: the collection hands each member the batch that they all take.
    prepareFor = (metric, batch) => metric.prepare(batch as never);
    shareState = (leader, follower) => {
      follower.#state = leader.#state;
    };
    emptyCopy = (metric) => {
      const Kind = metric.constructor as new (options: unknown) => typeof metric;
      return new Kind(decodeOptions(metric.#options));
    };
    stateKeyOf = (metric) => metric.stateKey;
    loadState = (metric, json, where = 'state') => {
      const states = requireRecord(where, json);
      for (const [key, part] of Object.entries(metric.#state)) part.load(`${where}.${key}`, states[key]);
    };
  }

  /**
   * @param kind the class' name with a small first letter
   * @param options what the constructor takes, checked
   */
  protected constructor(kind: string, options: object, state: S) {
    this.#kind = kind;
    this.#options = encodeOptions(options);
    this.#state = state;
  }

  /** The metric that `toJSON` wrote. @throws TypeError or RangeError if it wrote another, or something is amiss */
  static fromJSON<M extends AnyMetric>(this: new (options: never) => M, json: unknown): M {
    const { metric, version, options, state } = requireRecord('json', json);
    requireVersion(version);
    const made = new this(decodeOptions(options) as never);
    if (made.#kind !== metric) {
      throw new RangeError(`fromJSON: metric must be ${made.#kind}, got ${describeValue(metric)}`);
    }
    loadState(made, state);
    return made;
  }

  /**
   * Takes in a batch.
   *
   * @throws TypeError if part of it is of the wrong kind; RangeError if shapes do not fit or a value is out of range. The metric
   * then stays as it was.
   */
  update(batch: B): void {
    this.prepare(batch)();
  }

  /** The result over all that was taken in since the start or the last `reset`; changes nothing. */
  abstract compute(): R;

  /** Reads and checks a batch, and returns what takes it in. */
  protected abstract prepare(batch: B): () => void;

  /** Two metrics with the same key have the same state after the same batches. */
  protected abstract get stateKey(): string;

  protected get kind(): string {
    return this.#kind;
  }

  protected get state(): S {
    return this.#state;
  }

  /** Forgets all. */
  reset(): void {
    for (const part of Object.values(this.#state)) part.reset();
  }

  /**
   * Takes in all that `other` took in; `other` stays as it is.
   *
   * @throws TypeError if `other` is of another kind; RangeError if its options differ
   */
  merge(other: this): void {
    if (!(other instanceof StreamingMetric) || other.#kind !== this.#kind) {
      const got = other instanceof StreamingMetric ? other.#kind : describeValue(other);
      throw new TypeError(`${this.#kind}: other must be a metric of the same kind, got ${got}`);
    }
    const [mine, theirs] = [JSON.stringify(this.#options), JSON.stringify(other.#options)];
    if (mine !== theirs)
      throw new RangeError(`${this.#kind}: other must have the same options, ${mine}, got ${theirs}`);
    for (const [key, part] of Object.entries(this.#state)) part.merge(other.#state[key] as Accumulator);
  }

  /** A metric of the same kind, options and state that shares nothing with this one. */
  clone(): this {
    const copy = emptyCopy(this);
    copy.merge(this);
    return copy;
  }

  /** The metric as plain data; `JSON.stringify` loses no bit of it. */
  toJSON(): MetricJson {
    const state = Object.entries(this.#state).map(([key, part]) => [key, part.toJSON()]);
    return { metric: this.#kind, version: VERSION, options: this.#options, state: Object.fromEntries(state) };
  }
}

/** @throws RangeError if JSON was written in another format */
export function requireVersion(version: unknown): void {
  if (version !== VERSION) throw new RangeError(`fromJSON: version must be ${VERSION}, got ${describeValue(version)}`);
}

export { emptyCopy, loadState, prepareFor, shareState, stateKeyOf };
