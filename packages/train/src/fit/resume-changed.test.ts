import { useBackend } from '@gradlab/backend';
import { beforeAll, describe, expect, it } from 'vitest';
import { line, lineOptions, pairs, scripted } from '../../test/fit-fixtures.ts';
import type { CheckpointStore, Snapshot } from '../checkpoint/snapshot.ts';
import { type FitOptions, fit, type History } from '../index.ts';

function memoryStore(): CheckpointStore {
  let newest: Snapshot | undefined;
  return {
    load: async () => newest,
    save: async (snapshot) => {
      newest = snapshot;
    },
  };
}

async function run(store: CheckpointStore, changes: Partial<FitOptions>): Promise<History> {
  const model = line();
  const evaluations = { v: { data: () => pairs([[1, 0]]), metrics: { same: scripted([1, 1, 1, 1, 1, 1, 1, 1]) } } };
  try {
    return await fit(model, lineOptions({ epochs: 6, evaluations, checkpoint: { store }, ...changes }));
  } finally {
    model.parameters.weight.dispose();
  }
}

describe('a training that goes on with other options', () => {
  beforeAll(() => useBackend('cpu'));

  it('goes on after an early stop with more patience, or with no early stopping', async () => {
    const store = memoryStore();
    const patient = (patience: number) =>
      ({ earlyStopping: { set: 'v', metric: 'same', mode: 'max', patience } }) as const;
    const lengths: number[] = [];
    for (const changes of [patient(1), patient(1), patient(3), {}]) {
      lengths.push((await run(store, changes)).epochs.length);
    }
    expect(lengths).toEqual([2, 2, 4, 6]);
  });

  it.each(['keepBest', 'earlyStopping', 'reduceOnPlateau'] as const)('refuses another rule for %s', async (option) => {
    const store = memoryStore();
    const watching = (metric: string, mode: 'max' | 'min') => ({ metric, mode, patience: 5 });
    await run(store, { epochs: 1, [option]: watching('loss', 'min') });
    await run(store, { epochs: 2, [option]: watching('loss', 'min') });
    await expect(run(store, { [option]: { ...watching('same', 'max'), set: 'v' } })).rejects.toThrow(
      "must watch what the checkpoint's did, min of loss, got max of v.same",
    );
  });
});
