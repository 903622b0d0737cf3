// A search that is killed: run with the path of its journal; prints its result as JSON when it ends.
import { choice, search, successiveHalving, uniform } from '@gradlab/train';

const space = { x: uniform(0, 1), kind: choice(['a', 'b', 'c']) };
const objective = async ({ x, kind }, { seed, budget, trial }) => {
  await new Promise((resolve) => setTimeout(resolve, 2));
  if (trial % 7 === 3) throw new Error(`trial ${trial}`);
  return x * budget + kind.length + (seed % 10);
};
const strategy = successiveHalving({ trials: 27, minBudget: 1, maxBudget: 9 });
const { best, trials, cost } = await search(space, objective, { strategy, seed: 4, journal: process.argv[2] });
const untimed = trials.map((trial) => ({
  ...trial,
  evaluations: trial.evaluations.map(({ seconds: _, ...rest }) => rest),
}));
process.stdout.write(JSON.stringify({ best: best.trial, trials: untimed, cost }));
