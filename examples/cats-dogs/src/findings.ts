import { mcnemarTest } from '@gradlab/metrics';
import { percent } from '@gradlab-examples/harness';
import { accuracyOf, calibrationErrorOf, classOf, intervalOf, mistakesOf } from './scores.ts';
import type { Results, Training } from './training.ts';

// Every sentence here is worked out from the numbers of the run; none is known beforehand.

const share = (value: number): string => percent(value, 1);

/** Of what a bootstrap draws; intervals in tables have the same. */
export const INTERVAL_SEED = 1;

const validationOf = ({ labels }: Results, { validation }: Training): number =>
  accuracyOf(labels.validation, validation);

/** A training and how well it does on the photos it is chosen by. */
export function bestOf(results: Results): Training | undefined {
  const ranked = [...results.trainings].sort((a, b) => validationOf(results, b) - validationOf(results, a));
  return ranked[0];
}

/** Which training is chosen, and what it then does on photos that nothing was chosen by. */
export function bestFinding(results: Results): string {
  const best = bestOf(results);
  if (best === undefined) return '';
  const { estimate, lower, upper } = intervalOf(results.labels.test, best.test, INTERVAL_SEED);
  return `Best on the validation photos is ${best.label}, with ${share(validationOf(results, best))}. On the test photos it reaches ${share(estimate)}; were they drawn again, 95 % of such figures would lie between ${share(lower)} and ${share(upper)}.`;
}

/** Whether a training is told from guessing at all. */
function guesses({ labels }: Results, { validation }: Training): boolean {
  const { lower, upper } = intervalOf(labels.validation, validation, INTERVAL_SEED);
  return lower <= 0.5 && upper >= 0.5;
}

/** Two trainings that differ in one thing, on the validation photos. */
export function changeFinding(results: Results, what: string, before: Training, after: Training): string {
  const [from, to] = [validationOf(results, before), validationOf(results, after)];
  const course = to > from ? 'raises' : to < from ? 'lowers' : 'leaves';
  const end = to === from ? `at ${share(to)}` : `from ${share(from)} to ${share(to)}`;
  const chance = [before, after].filter((training) => guesses(results, training)).length;
  const remark = ['', ' One of the two is not told from guessing.', ' Neither is told from guessing.'][chance] ?? '';
  return `${what} ${course} the validation accuracy of ${after.network.name} ${end}.${remark}`;
}

/** Two networks on the same test photos. */
export function pairedFinding({ labels }: Results, first: Training, second: Training): string {
  const { onlyFirst, onlySecond, pValue } = mcnemarTest({
    labels: labels.test,
    first: first.test.map(classOf),
    second: second.test.map(classOf),
  });
  const sure = pValue < 0.05 ? 'so large a difference would be rare' : 'a difference as large would be common';
  return `Of the test photos ${onlyFirst} are right only for “${first.label}” and ${onlySecond} only for “${second.label}”: ${sure} between equally good networks (McNemar's test, p = ${pValue.toPrecision(2)}).`;
}

/** How far the training photos are learnt by heart: training against validation accuracy in the last epoch. */
export function overfittingFinding({ label, history, keptEpoch, settings, stoppedEarly, failure }: Training): string {
  if (failure !== null) return `${label} came to nothing: ${failure}.`;
  const last = history.at(-1);
  const training = last?.metrics.accuracy;
  const validation = last?.evaluations.validation?.accuracy;
  if (last === undefined || typeof training !== 'number' || typeof validation !== 'number') return '';
  const gap = training - validation;
  const word = gap > 0.1 ? 'it learns them by heart' : gap > 0.03 ? 'it fits them more closely' : 'it does not overfit';
  const end = stoppedEarly
    ? `stopped early after ${last.epoch} of ${settings.epochs} epochs`
    : `after ${last.epoch} epochs`;
  return `${label}, ${end}: ${share(training)} of the training photos as they are trained on, ${share(validation)} of the validation photos; ${word}. Kept are the weights of epoch ${keptEpoch}.`;
}

/** What twice as many photos are worth. */
export function sizesFinding({ labels }: Results, trainings: readonly Training[]): string {
  const points = trainings.map(({ settings, test }) => ({
    photos: settings.photos ?? 0,
    accuracy: accuracyOf(labels.test, test),
  }));
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined || first === last || last.photos === first.photos) return '';
  const doublings = Math.log2(last.photos / first.photos);
  const gain = (100 * (last.accuracy - first.accuracy)) / doublings;
  return `From ${first.photos} to ${last.photos.toLocaleString('en-US')} training photos the test accuracy goes from ${share(first.accuracy)} to ${share(last.accuracy)}: ${gain.toFixed(1)} points for each doubling, with the same number of updates.`;
}

/** How many mistakes are made with confidence. */
export function mistakesFinding(results: Results, training: Training, sure: number): string {
  const mistakes = mistakesOf(results, training);
  const certain = mistakes.filter(({ confidence }) => confidence > sure).length;
  const confident = training.test.filter((ofDog) => Math.max(ofDog, 1 - ofDog) > sure).length;
  const ofThem =
    confident === 0 ? '' : ` That is ${share(certain / confident)} of the ${confident} photos it is so sure of.`;
  return `${training.label} has ${mistakes.length} of ${training.test.length} test photos wrong, ${certain} of them while more than ${Math.round(100 * sure)} % sure.${ofThem}`;
}

/** Whether its confidence can be believed. */
export function calibrationFinding({ labels }: Results, { test }: Training): string {
  const error = calibrationErrorOf(labels.test, test);
  const confidence = test.reduce((sum, ofDog) => sum + Math.max(ofDog, 1 - ofDog), 0) / test.length;
  const accuracy = accuracyOf(labels.test, test);
  const way = confidence > accuracy ? 'surer than it is right' : 'less sure than it is right';
  return `On average the network is ${share(confidence)} sure and ${share(accuracy)} right: ${way}. Its expected calibration error is ${share(error)} (ten bins).`;
}

/** Which of the two is mistaken for the other more often. */
export function confusionFinding([cats = [], dogs = []]: readonly (readonly number[])[]): string {
  const [catsAsDogs = 0, dogsAsCats = 0] = [cats[1], dogs[0]];
  if (catsAsDogs === dogsAsCats) return `As many cats are taken for dogs as dogs for cats: ${catsAsDogs}.`;
  const more = catsAsDogs > dogsAsCats ? 'cats for dogs' : 'dogs for cats';
  return `${catsAsDogs} cats are taken for dogs and ${dogsAsCats} dogs for cats: more often ${more}.`;
}
