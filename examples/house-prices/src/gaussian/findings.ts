import { percent } from '@gradlab-examples/harness';
import { CUT_OFF } from '../data/house-set.ts';
import { SCALED } from '../data/scale-houses.ts';
import { dollars } from '../findings.ts';
import type { SetResult } from '../results.ts';
import type { Coverage } from './coverage.ts';
import type { GaussianTraining } from './run-gaussian.ts';

// Every sentence here is worked out from the numbers of the run; none is known beforehand.

const nats = (value: number): string => value.toFixed(3).replace('-', '−');
const level = (share: number): string => percent(share, 0);

/** What a σ for each house is worth beside one for all. */
export function likelihoodFinding({ scaling, test, constant, keptEpoch, epochs }: GaussianTraining): string {
  const gain = constant.test.nll - test.nll;
  const verdict =
    gain > 0
      ? `${gain.toFixed(3)} nats a house better than one σ of ${dollars(constant.sigma)} for all`
      : `${(-gain).toFixed(3)} nats a house worse than one σ of ${dollars(constant.sigma)} for all`;
  return `Trained on ${SCALED[scaling]} (the weights of epoch ${keptEpoch} of ${epochs}), the predicted σ is ${verdict} (${nats(test.nll)} against ${nats(constant.test.nll)} on the test houses, the means being the same).`;
}

/** Which intervals hold what they say. */
export function coverageFinding({ scaling, calibration }: GaussianTraining): string {
  const { coverage, standardizedSpread } = calibration;
  const each = coverage.map(
    (interval) =>
      `the ${level(interval.nominal)} interval holds ${percent(interval.observed, 1)} (${percent(interval.low, 1)} to ${percent(interval.high, 1)})${judge(interval)}`,
  );
  const size =
    standardizedSpread > 1
      ? `errors are ${standardizedSpread.toFixed(2)} times as large as predicted`
      : `errors are ${standardizedSpread.toFixed(2)} of what is predicted`;
  return `Trained on ${SCALED[scaling]}: ${each.join('; ')}. In the root mean square the ${size}.`;
}

function judge({ nominal, low, high }: Coverage): string {
  if (nominal < low) return ': too wide';
  return nominal > high ? ': too narrow' : '';
}

/** Whether errors are larger where they are said to be. */
export function spreadFinding({ scaling, calibration }: GaussianTraining): string {
  const { spread, rankCorrelation } = calibration;
  const [first, last] = [spread[0], spread.at(-1)];
  if (first === undefined || last === undefined || spread.length < 2) return '';
  const correlation =
    rankCorrelation === null
      ? ''
      : ` Rank correlation of predicted σ and size of the error: ${rankCorrelation.toFixed(2)}.`;
  return `Trained on ${SCALED[scaling]}: where the smallest σ is predicted, ${dollars(first.predicted)}, errors are ${dollars(first.observed)} (root mean square); where the largest is, ${dollars(last.predicted)}, they are ${dollars(last.observed)}.${correlation}`;
}

/** Predicted beside true σ, where prices are drawn. */
export function trueNoiseFinding({ scaling, trueNoise }: GaussianTraining): string {
  if (trueNoise === null) return '';
  const { ratio, rankCorrelation } = trueNoise;
  const ranks =
    rankCorrelation === null ? '' : `, and its rank correlation with the true one is ${rankCorrelation.toFixed(2)}`;
  return `The true σ of these prices is known. Trained on ${SCALED[scaling]}, the predicted one is ${ratio.toFixed(2)} times the true one on average${ranks}.`;
}

/** What the edge of the prices does to a likelihood that knows of none; nothing where no price reaches it. */
export function cutOffFinding({ id, largest, sizes }: SetResult): string {
  const { price, testHouses } = largest;
  if (price !== CUT_OFF[id]) return '';
  return `${testHouses} of ${sizes.test} test prices are the largest, ${dollars(price)}, at which prices are cut off: a Gaussian has no such edge.`;
}
