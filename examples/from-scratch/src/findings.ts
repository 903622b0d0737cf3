import { worstShare } from './comparison.ts';
import type { SetResult } from './run-set.ts';

// Every sentence here is worked out from the numbers of the run; none is known beforehand.

/**
 * Rounding alone explains a share of the largest gradient up to this: each element is a sum of some hundred products, added in another
 * order by the two programs, and each addition rounds by 1.1e-16 of what has been added up.
 */
export const FLOAT64_ROUNDING = 1e-13;

/** Of central differences with ε = 7.6e-6: ε² times the third derivative, and the rounding of the loss over ε. */
export const DIFFERENCE_ERROR = 1e-8;

const short = (value: number): string => (value === 0 ? '0' : value.toExponential(1));

/** Whether the gradients by hand are those of autograd, of difference quotients, and by gradcheck's verdict right. */
export function gradientFinding(set: SetResult): string {
  const [autograd, differences] = [worstShare(set, 'fromAutograd'), worstShare(set, 'fromDifferences')];
  const verdicts = [...new Set(set.checks.map(({ gradcheck }) => gradcheck.verdict))].join(' and ');
  return `${set.label}: in double precision no element of a gradient by hand is farther than ${short(autograd)} of the largest one from autograd, ${
    autograd <= FLOAT64_ROUNDING
      ? 'which rounding explains'
      : `more than the ${short(FLOAT64_ROUNDING)} that rounding explains`
  }, nor farther than ${short(differences)} from central differences, ${
    differences <= DIFFERENCE_ERROR
      ? 'which their own error explains'
      : `more than the ${short(DIFFERENCE_ERROR)} that their own error explains`
  }; gradcheck of the gradients by hand: ${verdicts}.`;
}

/** Whether the two programs trained to the same curve, and where the distance comes from. */
export function curveFinding({ label, differences, trainings }: SetResult): string {
  const { float64, float32, precisions } = differences;
  const [first, last] = [float64[0], float64.at(-1)];
  if (first === undefined || last === undefined) return '';
  // Not less or equal: a difference that is no number is the worst.
  const worst = float64.reduce((a, b) => (b.loss <= a.loss || Number.isNaN(a.loss) ? a : b), first);
  const loss = trainings.tfjs.losses[worst.epoch - 1] ?? Number.NaN;
  const share = worst.loss / loss;
  const same = share < SAME ? 'the same curve' : 'curves that part';
  const grows = first === last ? '' : `, ${changeOf(first.weight, last.weight)} ${short(first.weight)} after the first`;
  const most = (epochs: SetResult['differences']['float64']): number => Math.max(...epochs.map((epoch) => epoch.loss));
  return `${label}: ${same}. From TensorFlow.js the loss of a batch by hand in float64 differs by at most ${short(worst.loss)} (epoch ${worst.epoch}, ${short(share)} of the mean loss there); the weights differ by ${short(last.weight)} after the last epoch${grows}. By hand in float32 it is at most ${short(most(float32))}, and between the two precisions by hand ${short(most(precisions))}: ${sourceOf(most(float64), most(precisions))}.`;
}

/** A distance that no chart shows. */
const SAME = 1e-3;

function changeOf(first: number, last: number): string {
  if (last === first) return 'as';
  return last > first ? 'grown from' : 'fallen from';
}

/** How much of it the precision makes: how far the same code is from itself in the other one. */
function sourceOf(fromTfjs: number, betweenPrecisions: number): string {
  if (fromTfjs === 0) return 'there is no distance to explain';
  if (Number.isNaN(fromTfjs + betweenPrecisions)) return 'what the precision makes of it cannot be told';
  return `the precision alone makes ${(betweenPrecisions / fromTfjs).toPrecision(2)} times the distance from TensorFlow.js`;
}
