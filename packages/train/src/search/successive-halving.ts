import { drawParameters } from './draw-parameters.ts';
import { byScore, type Evaluation } from './evaluation.ts';
import { type HalvingOptions, readRungs } from './rungs.ts';
import { firstFree, type Strategy } from './strategy.ts';

/**
 * Random trials at a small budget; the best third (1/η) goes on with three times (η times) the budget, and so on up to the
 * largest. A rung begins when the one before it has ended, so the result does not depend on how many runs go side by side.
 * Failed runs do not go on.
 *
 * @param options see {@link HalvingOptions}
 * @see Jamieson & Talwalkar: Non-stochastic best arm identification and hyperparameter optimization. AISTATS 2016.
 */
export function successiveHalving(options: HalvingOptions): Strategy {
  const { trials, reduction, budgets } = readRungs('successiveHalving', options);
  return {
    description: { name: 'successiveHalving', trials, reduction, budgets },
    plan: ({ space, constraints, seed, direction }) => {
      const parametersOf = (trial: number) => drawParameters(space, constraints, seed, trial);
      const order = byScore(direction);
      return {
        parametersOf,
        total: budgets.reduce((sum, _, rung) => sum + sizeOf(trials, reduction, rung), 0),
        next: (progress) => {
          let field = Array.from({ length: trials }, (_, trial) => trial);
          for (const [rung, budget] of budgets.entries()) {
            const ended = progress.ended.filter((run) => run.budget === budget);
            const isStarted = new Set(
              [...ended, ...progress.running.filter((run) => run.budget === budget)].map(({ trial }) => trial),
            );
            const trial = field.find((candidate) => !isStarted.has(candidate));
            if (trial !== undefined) return { trial, budget, parameters: parametersOf(trial) };
            if (ended.length < field.length) return 'wait';
            field = survivors(ended, sizeOf(trials, reduction, rung + 1), order);
          }
          return 'done';
        },
      };
    },
  };
}

/**
 * The same elimination without waiting: a trial goes on as soon as it is among the best third (1/η) of those that have
 * ended at its budget; else a new one begins. A worker waits only when there is nothing left to begin, and what is tried depends
 * on the order in which runs end: with several workers, two searches of one seed may differ. When all have ended and none
 * of them got as far as the next budget, the best goes on alone, so that `maxBudget` is reached even by few trials.
 *
 * @param options see {@link HalvingOptions}
 * @see Li et al.: A system for massively parallel hyperparameter tuning. MLSys 2020.
 */
export function asha(options: HalvingOptions): Strategy {
  const { trials, reduction, budgets } = readRungs('asha', options);
  return {
    description: { name: 'asha', trials, reduction, budgets },
    plan: ({ space, constraints, seed, direction }) => {
      const parametersOf = (trial: number) => drawParameters(space, constraints, seed, trial);
      const order = byScore(direction);
      return {
        parametersOf,
        next: (progress) => {
          const fresh = firstFree(progress, trials, budgets[0]);
          const least = fresh === undefined && progress.running.length === 0 ? 1 : 0;
          for (let rung = budgets.length - 2; rung >= 0; rung--) {
            const [budget, higher] = [budgets[rung], budgets[rung + 1] ?? 0];
            const ended = progress.ended.filter((run) => run.budget === budget);
            const promoted = new Set(
              [...progress.ended, ...progress.running].filter((run) => run.budget === higher).map((run) => run.trial),
            );
            const best = survivors(ended, Math.max(least, Math.floor(ended.length / reduction + 1e-9)), order);
            const trial = best.find((candidate) => !promoted.has(candidate));
            if (trial !== undefined) return { trial, budget: higher, parameters: parametersOf(trial) };
          }
          if (fresh !== undefined) return { trial: fresh, budget: budgets[0] ?? 0, parameters: parametersOf(fresh) };
          return progress.running.length > 0 ? 'wait' : 'done';
        },
      };
    },
  };
}

/** Trials on a rung: each time one in η, and one at the least. */
const sizeOf = (trials: number, reduction: number, rung: number): number =>
  Math.max(1, Math.floor(trials / reduction ** rung + 1e-9));

function survivors(
  ended: readonly Evaluation[],
  count: number,
  order: (a: Evaluation, b: Evaluation) => number,
): number[] {
  return ended
    .filter(({ state }) => state === 'finished')
    .sort(order)
    .slice(0, count)
    .map(({ trial }) => trial);
}
