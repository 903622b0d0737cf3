import type { Objective, ObjectiveModule } from '@gradlab/train';
import type { Digits, ExperimentContext } from '@gradlab-examples/harness';
import type { TrialStudy } from './objective.ts';
import type { SearchFound } from './results.ts';
import { runSearch, type SearchPlan } from './run-search.ts';
import { runTraining } from './run-training.ts';
import { runTrial } from './run-trial.ts';
import { bestOf } from './search-summary.ts';
import { settingsOf } from './spaces.ts';

/** Runs a search, or goes on with it, and then trains its best network again and tests it. */
export async function runSearchPart(
  plan: SearchPlan,
  digits: Digits,
  context: ExperimentContext,
): Promise<SearchFound> {
  const { seed, source, profile, backend, signal, log } = context;
  const { rounds, roundsPerEpoch } = plan;
  const study: TrialStudy = {
    source,
    profile,
    backend: backend.name,
    digests: digits.digests,
    seed,
    rounds,
    roundsPerEpoch,
  };
  const workers = workersAsked();
  log(`${plan.label}: begins with the whole space at hand${workers > 0 ? `, on ${workers} threads` : ''}`);
  const { space, strategy } = plan;
  const settings = { space, strategy: strategy.description, rounds, roundsPerEpoch };
  const { result: search } = await context.parts.once(plan.id, settings, (folder) =>
    runSearch(plan, {
      folder,
      objective: objectiveFor(workers, digits, study),
      study,
      workers,
      trainingDigits: digits.train.size,
      seed,
      signal,
      log,
    }),
  );
  const best = bestOf(search);
  if (best === undefined) return { search };
  log(`${plan.label}: its best network again, from other weights, and tested`);
  const retrained = await runTraining(
    {
      id: `${plan.id}-best`,
      label: `${plan.label}, best`,
      settings: settingsOf(best.parameters),
      epochs: Math.round(rounds / roundsPerEpoch),
      keepBest: false,
      published: [],
    },
    { ...context, digits },
  );
  return { search, retrained };
}

/** Threads do the same searches sooner where cores are idle; how many is no setting of the experiment, for nothing depends on it. */
function workersAsked(): number {
  const { GRADLAB_SEARCH_WORKERS: text = '0' } = process.env;
  const workers = Number(text);
  if (text.trim() !== '' && Number.isSafeInteger(workers) && workers >= 0) return workers;
  throw new RangeError(`GRADLAB_SEARCH_WORKERS must be an integer >= 0, got ${JSON.stringify(text)}`);
}

function objectiveFor(workers: number, digits: Digits, study: TrialStudy): Objective | ObjectiveModule {
  if (workers > 0) return { module: new URL('./objective.js', import.meta.url), export: 'objective' };
  return ({ study: _, ...parameters }, context) => runTrial(parameters, digits, study, context);
}
