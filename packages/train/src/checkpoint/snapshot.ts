/** The whole state of a training at one moment. */
export interface Snapshot {
  /** Weights, optimiser state, averages and best weights by name, float32. */
  readonly tensors: Readonly<Record<string, { readonly shape: readonly number[]; readonly data: Float32Array }>>;
  /** Everything else, as JSON. */
  readonly state: string;
}

/** What a store has to know of a snapshot. */
export interface SnapshotInfo {
  /** Number of updates made so far: its place among the others. */
  readonly updates: number;
  /** Whether it is the best so far, by the rule of `keepBest` or `earlyStopping`. */
  readonly best: boolean;
}

/** Where snapshots are kept: a folder (`checkpointFolder` of `@gradlab/train/checkpoint`), or a place of your own. */
export interface CheckpointStore {
  /** The newest snapshot that is whole; undefined where there is none. */
  load(): Promise<Snapshot | undefined>;
  /** Keeps a snapshot: it is whole when this resolves, and a store that fails or is killed half-way still has the one before. */
  save(snapshot: Snapshot, info: SnapshotInfo): Promise<void>;
}

/** Options of `fit` for checkpoints. One is made after every epoch. */
export interface CheckpointOptions {
  /** Where they are kept. */
  readonly store: CheckpointStore;
  /** Makes one after every so many updates too, an integer ≥ 1. Training metrics must then be ones that can be saved. */
  readonly every?: number;
  /** Whether to go on from the newest one there is; true unless given. */
  readonly resume?: boolean;
}
