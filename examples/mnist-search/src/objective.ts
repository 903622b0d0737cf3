import { useBackend } from '@gradlab/backend';
import type { Json, Outcome, TrialContext } from '@gradlab/train';
import { type DataSource, type Digits, loadDigits, type Profile } from '@gradlab-examples/harness';
import { runTrial, type TrialSettings } from './run-trial.ts';
import { QUICK_SIZES } from './scale.ts';

/** What a trial on a thread of its own is told beside its parameters, as JSON: enough to load the same digits there. */
export type TrialStudy = TrialSettings & {
  readonly source: DataSource;
  readonly profile: Profile;
  readonly backend: string;
  /** Of the data, which a journal of other data has not. */
  readonly digests: Readonly<Record<string, string>>;
};

// A thread does many trials, one after the other, all of one search.
let loaded: { readonly key: string; readonly digits: Promise<Digits> } | undefined;

function digitsOf(study: TrialStudy, signal: AbortSignal): Promise<Digits> {
  const { source, profile, seed } = study;
  const key = JSON.stringify([source, profile, seed]);
  if (loaded?.key !== key) {
    loaded = { key, digits: loadDigits({ source, profile, seed, signal, log: () => undefined }, QUICK_SIZES) };
  }
  return loaded.digits;
}

/** The objective of the searches on a worker thread; see {@link runTrial}. */
export async function objective(
  { study, ...parameters }: Readonly<Record<string, Json>>,
  context: TrialContext,
): Promise<Outcome> {
  const settings = study as TrialStudy;
  await useBackend(settings.backend as Parameters<typeof useBackend>[0]);
  return runTrial(parameters, await digitsOf(settings, context.signal), settings, context);
}
