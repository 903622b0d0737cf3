import type { Comparison } from '@gradlab-examples/harness';
import type { GradientCheck } from './check-gradients.ts';
import type { SetResult, Trainer } from './run-set.ts';

/** Who trained, as tables and legends call them. */
export const TRAINER_NAMES: Readonly<Record<Trainer, string>> = {
  tfjs: 'TensorFlow.js, float32',
  float64: 'by hand, float64',
  float32: 'by hand, float32',
};

/** What the practical calls exact has no figure to stand beside: all are ours. */
export function compare(sets: readonly SetResult[]): Comparison[] {
  return sets.flatMap((set) => {
    const ours = (measure: string, value: number): Comparison => ({
      what: set.label,
      measure,
      ours: value,
      published: null,
    });
    return [
      ours('greatest difference from autograd ÷ largest gradient', worstShare(set, 'fromAutograd')),
      ours('greatest difference from finite differences ÷ largest gradient', worstShare(set, 'fromDifferences')),
      ours('greatest distance of the curve by hand from that of TensorFlow.js', greatest(set, 'loss')),
      ours('test accuracy, by hand in float64', set.trainings.float64.testAccuracy),
      ours('test accuracy, TensorFlow.js', set.trainings.tfjs.testAccuracy),
    ];
  });
}

/** The greatest difference of any gradient, as a share of the largest element of that gradient. */
export function worstShare(
  { checks }: Pick<SetResult, 'checks'>,
  from: 'fromAutograd' | 'fromDifferences' | 'fromFloat32',
): number {
  const shares = checks.flatMap(({ gradients }) => gradients.map((gradient) => shareOf(gradient, from)));
  return Math.max(...shares);
}

function shareOf(gradient: GradientCheck, from: 'fromAutograd' | 'fromDifferences' | 'fromFloat32'): number {
  return gradient[from] === 0 ? 0 : gradient[from] / gradient.largest;
}

/** The greatest of all epochs, by hand in double precision against TensorFlow.js. */
function greatest({ differences }: SetResult, of: 'loss' | 'weight'): number {
  return Math.max(...differences.float64.map((epoch) => epoch[of]));
}
