import { type Model, zoo } from '@gradlab/models';
import { foldIn } from '@gradlab/random';
import { recognise } from '../recognition/recognise.ts';
import { digitsFor } from '../training/digits.ts';
import { createGate, type Gate } from '../training/gate.ts';
import { trainNetwork } from '../training/train-network.ts';
import { loadNetwork } from '../weights/load-network.ts';
import type { DigitsWorker, Listener, TrainingSettings } from './contract.ts';

interface Training {
  readonly controller: AbortController;
  readonly gate: Gate;
  /** Settles when it has ended, however it did; until it begins, when the one before has. */
  ended: Promise<unknown>;
}

/** One network at a time, and at most one training of it. */
export function createSession(): Omit<DigitsWorker, 'start'> {
  let model: Model | undefined;
  let training: Training | undefined;

  const replaceModel = (next: Model): void => {
    model?.dispose();
    model = next;
  };

  const endTraining = async (): Promise<void> => {
    training?.controller.abort();
    training?.gate.open();
    await training?.ended;
  };

  /** What is asked for meanwhile finds this training and ends it, so no two ever run side by side. */
  const beginTraining = (): Training => {
    training = { controller: new AbortController(), gate: createGate(), ended: endTraining() };
    return training;
  };

  async function run(
    { controller: { signal }, gate, ended: before }: Training,
    settings: TrainingSettings,
    files: readonly File[],
    onEvent: Listener,
  ): Promise<void> {
    await before;
    signal.throwIfAborted();
    const digits = await digitsFor(settings, files);
    signal.throwIfAborted();
    const network = zoo[settings.network].build({ seed: foldIn(settings.seed, 'weights') });
    replaceModel(network);
    const [sizes, parameters] = [
      { training: digits.train.size, validation: digits.validation.size },
      network.countParameters(),
    ];
    await onEvent({ type: 'begin', data: digits.name, parameters, ...sizes });
    await trainNetwork(network, digits, settings, { signal, gate, onEvent });
  }

  return {
    async train(settings, files, onEvent) {
      const mine = beginTraining();
      const running = run(mine, settings, files, onEvent);
      mine.ended = running.catch(() => {});
      try {
        await running;
        return 'finished';
      } catch (error) {
        if (mine.controller.signal.aborted) return 'replaced';
        throw error;
      }
    },
    pause: () => training?.gate.close(),
    resume: () => training?.gate.open(),
    async load(file) {
      const loaded = await loadNetwork(file);
      await endTraining();
      replaceModel(loaded.model);
      return { name: loaded.name, parameters: loaded.model.countParameters() };
    },
    recognise: async (input) => (model === undefined ? undefined : await recognise(model, input)),
  };
}
