import { useBackend } from '@gradlab/backend';
import { type Callback, LossMetric, type Snapshot, type SnapshotInfo, softmaxCrossEntropy } from '@gradlab/train';
import { leakOf } from '@gradlab-internal/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { fullTraining } from './full-training.mjs';

/** Four updates an epoch, five epochs. */
const UPDATES = 20;

/** Keeps snapshots in memory, and stops the training after one of them, as a kill would. */
class MemoryStore {
  readonly kept: { readonly snapshot: Snapshot; readonly info: SnapshotInfo }[] = [];
  #left: number;

  constructor(left = Infinity) {
    this.#left = left;
  }

  async load(): Promise<Snapshot | undefined> {
    return this.kept.at(-1)?.snapshot;
  }

  async save(snapshot: Snapshot, info: SnapshotInfo): Promise<void> {
    this.kept.push({ snapshot, info });
    this.#left -= 1;
    if (this.#left === 0) throw new Error('killed');
  }

  revive(): void {
    this.#left = Infinity;
  }
}

describe.each(['cpu', 'wasm'] as const)('a training on %s', (backend) => {
  beforeAll(async () => {
    await useBackend(backend);
  });

  it('ends with the same bits from every one of its checkpoints', async () => {
    const whole = await fullTraining();
    const undisturbed = new MemoryStore();
    expect(await fullTraining({ checkpoint: { store: undisturbed, every: 1 } })).toBe(whole);
    // One for each update and one for each epoch.
    expect(undisturbed.kept).toHaveLength(UPDATES + 5);
    const step = backend === 'cpu' || process.env.GRADLAB_STRESS === '1' ? 1 : 4;
    for (let stop = 1; stop <= UPDATES + 5; stop += step) {
      const store = new MemoryStore(stop);
      const checkpoint = { store, every: 1 };
      await expect(fullTraining({ checkpoint })).rejects.toThrow('killed');
      store.revive();
      expect(await fullTraining({ checkpoint }), `stopped after checkpoint ${stop}`).toBe(whole);
    }
  });

  it('goes on from the end of an epoch where there is none within one, and for longer than was planned', async () => {
    const store = new MemoryStore(2);
    await expect(fullTraining({ checkpoint: { store }, epochs: 3 })).rejects.toThrow('killed');
    expect(store.kept.map(({ info }) => info.updates)).toEqual([4, 8]);
    store.revive();
    expect(await fullTraining({ checkpoint: { store } })).toBe(await fullTraining());
  });

  it('leaves the batches of a broken epoch out itself where the data cannot', async () => {
    const skipping = async (changes: object): Promise<string> => {
      const { batches, blobs } = await import('@gradlab/datasets');
      const points = blobs({ size: 85, seed: 3, standardDeviation: 4 });
      const data = (epoch: number) => batches(points, { batchSize: 8, seed: 1, epoch });
      return fullTraining({ ...changes, data });
    };
    const store = new MemoryStore(7);
    await expect(skipping({ checkpoint: { store, every: 1 } })).rejects.toThrow('killed');
    store.revive();
    expect(await skipping({ checkpoint: { store, every: 1 } })).toBe(await fullTraining());
  });

  it('starts anew where it is told to', async () => {
    const store = new MemoryStore(7);
    await expect(fullTraining({ checkpoint: { store, every: 1 } })).rejects.toThrow('killed');
    store.revive();
    let updates = -1;
    const begun: Callback = {
      onTrainBegin(info) {
        updates = info.updates;
      },
    };
    expect(await fullTraining({ checkpoint: { store, resume: false }, callbacks: [begun] })).toBe(await fullTraining());
    expect(updates).toBe(0);
  });

  it('tells a store which epoch was the best so far', async () => {
    const store = new MemoryStore();
    const history = JSON.parse(await fullTraining({ checkpoint: { store } }));
    const best = store.kept.filter(({ info }) => info.best).map(({ info }) => info.updates / 4);
    expect(best.at(-1)).toBe(history.keptEpoch);
    expect(best[0]).toBe(1);
  });

  it('leaks nothing when it goes on', async () => {
    const store = new MemoryStore(7);
    const checkpoint = { store, every: 1 };
    const leak = await leakOf(async () => {
      await expect(fullTraining({ checkpoint })).rejects.toThrow('killed');
      store.revive();
      await fullTraining({ checkpoint });
    });
    expect(leak).toEqual({ tensors: 0, bytes: 0 });
  });

  it('refuses a checkpoint of another model, of another version, and a metric that cannot be saved', async () => {
    const store = new MemoryStore();
    await fullTraining({ checkpoint: { store } });
    const { tensors = {}, state = '' } = store.kept.at(-1)?.snapshot ?? {};
    const { 'weights/dense1.bias': _, ...others } = tensors;
    const resumed = (snapshot: Snapshot): Promise<string> =>
      fullTraining({ checkpoint: { store: { load: async () => snapshot, save: async () => {} } } });
    await expect(resumed({ tensors: others, state })).rejects.toThrow(
      'checkpoint must be of this model, got a difference in weights/dense1.bias [6]',
    );
    await expect(resumed({ tensors, state: '{"version":0}' })).rejects.toThrow('must be of version 1, got 0');
    const deaf = { update() {}, compute: () => 0, reset() {} };
    await expect(fullTraining({ metrics: { deaf }, checkpoint: { store, every: 1 } })).rejects.toThrow(
      'fit: metric deaf must have toJSON',
    );
    const simple = { step() {}, dispose() {}, learningRate: 1 };
    await expect(fullTraining({ optimizer: simple, checkpoint: { store } })).rejects.toThrow('save and load');
    await expect(fullTraining({ checkpoint: { store: {} as never } })).rejects.toThrow('functions load and save');
    await expect(fullTraining({ checkpoint: { store, every: 0 } })).rejects.toThrow('checkpoint.every');
  });

  it('resumes a metric by the load of its own', () => {
    const metric = new LossMetric(softmaxCrossEntropy);
    metric.load({ weighted: 6, examples: 4 });
    expect(metric.compute()).toBe(1.5);
    expect(metric.toJSON()).toEqual({ weighted: 6, examples: 4 });
  });
});
