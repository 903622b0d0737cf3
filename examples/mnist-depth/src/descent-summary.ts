import { counted, percent } from '@gradlab-examples/harness';
import type { Descent } from './run-descent.ts';

/** A descent in a few numbers. */
export interface DescentSummary {
  /** Largest finite norm. */
  readonly largestNorm: number;
  /** The step of it, from 1. */
  readonly at: number;
  /** Of the first step, from weights that no update has touched; the same for every way down a loss. */
  readonly firstNorm: number;
  readonly largestLoss: number;
  /** Mean loss of the last steps. */
  readonly endLoss: number;
}

const LAST = 50;
/** How many times the first a gradient has to be to pass for exploding. */
export const EXPLODING = 10;
/** A network that knows nothing has ln 10. */
const KNOWS_NOTHING = Math.log(10);

/** @throws RangeError for a descent without a step */
export function summarise({ norms, losses }: Descent): DescentSummary {
  if (norms.length === 0) throw new RangeError('summarise: a descent must have at least one step, got none');
  const finite = norms.map((norm) => norm ?? Number.NEGATIVE_INFINITY);
  const largestNorm = finite.reduce((largest, norm) => Math.max(largest, norm));
  const last = losses.slice(-LAST);
  return {
    largestNorm,
    at: finite.indexOf(largestNorm) + 1,
    firstNorm: finite[0] ?? Number.NaN,
    largestLoss: losses.reduce((largest, loss) => Math.max(largest, loss), Number.NEGATIVE_INFINITY),
    endLoss: last.reduce((sum, loss) => sum + loss, 0) / last.length,
  };
}

/** What the numbers say of one descent. */
export function descentFinding(descent: Descent): string {
  const { largestNorm, at, firstNorm, largestLoss, endLoss } = summarise(descent);
  const times = largestNorm / firstNorm;
  const steps = counted(descent.losses.length, 'step');
  const course =
    times >= EXPLODING || descent.stopped !== null
      ? `the gradient explodes: its norm reaches ${show(largestNorm)} at step ${at}, ${times < 1000 ? times.toFixed(times < EXPLODING ? 1 : 0) : powerOfTen(times)} times that of the first step`
      : `the gradient does not explode: its norm stays within ${times.toFixed(1)} times that of the first step (at most ${show(largestNorm)}, at step ${at})`;
  const end =
    descent.stopped === null
      ? `after ${steps} the loss is ${endLoss.toFixed(3)}${descent.group === 'cross-entropy' && endLoss > KNOWS_NOTHING ? ', more than that of a network that knows nothing (ln 10 = 2.303)' : ''}`
      : `after ${steps} the loss is no longer finite`;
  return `With ${descent.label} ${course}; the largest loss of a batch is ${show(largestLoss)}; ${end}; ${percent(descent.accuracy)} of the validation digits are right.`;
}

const show = (value: number): string => (Math.abs(value) < 1000 ? value.toFixed(2) : powerOfTen(value));

/** `8.4 × 10¹⁸`. */
function powerOfTen(value: number): string {
  const [mantissa, exponent = ''] = value.toExponential(1).split('e+');
  return `${mantissa} × 10${exponent.replace(/\d/g, (digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)] ?? digit)}`;
}
