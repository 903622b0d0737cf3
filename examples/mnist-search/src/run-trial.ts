import { foldIn } from '@gradlab/random';
import type { Json, Outcome, TrialContext } from '@gradlab/train';
import { checkpointFolder } from '@gradlab/train/checkpoint';
import type { Digits } from '@gradlab-examples/harness';
import { countParameters } from './network-settings.ts';
import { settingsOf } from './spaces.ts';
import { startNetwork, trainNetwork, validationOf } from './train-network.ts';

/** What all trials of a search have in common, as plain JSON. */
export type TrialSettings = {
  readonly seed: number;
  /** Of a trial that nobody stops. */
  readonly rounds: number;
  readonly roundsPerEpoch: number;
};

/**
 * Trains a network of the space for as many rounds as the budget says, going on from where a smaller budget ended.
 *
 * A network's weights and order of digits follow from its settings, not from the trial's number: in a grid and in a halving it
 * takes the same course, so that what the halving loses is what it gave up, not luck.
 *
 * @returns the validation accuracy after the last round, with the course up to there
 */
export async function runTrial(
  parameters: Readonly<Record<string, Json>>,
  { train, validation }: Pick<Digits, 'train' | 'validation'>,
  { seed, rounds, roundsPerEpoch }: TrialSettings,
  { budget = rounds, directory, signal, report }: Pick<TrialContext, 'budget' | 'directory' | 'signal' | 'report'>,
): Promise<Outcome> {
  if (directory === undefined) throw new TypeError('runTrial: directory must be a folder, got undefined');
  const settings = settingsOf(parameters);
  const own = foldIn(foldIn(seed, 'trial'), JSON.stringify(settings));
  const model = startNetwork(settings, own);
  try {
    const { epochs } = await trainNetwork(model, settings, {
      train,
      validation,
      rounds: budget,
      roundsPerEpoch,
      seed: own,
      signal,
      checkpoint: { store: checkpointFolder(directory, { keep: 2 }) },
      callbacks: [{ onEpochEnd: (record) => report(record.epoch, validationOf(record).accuracy) }],
    });
    const curve = epochs.map((record) => validationOf(record).accuracy);
    return { score: curve.at(-1) ?? Number.NaN, parameterCount: countParameters(settings.hidden), curve };
  } finally {
    model.dispose();
  }
}
