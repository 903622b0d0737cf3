import { percent } from '@gradlab-examples/harness';
import { parameterName } from './parameter-names.ts';
import type { SearchRecord } from './run-search.ts';
import type { TrainingRecord } from './run-training.ts';
import { bestOf, epochsOf, HIGH_ACCURACY, nameOf, reaching, wholeEpochsOf } from './search-summary.ts';

// Every sentence here is worked out from the numbers of the run; none is known beforehand.

const points = (difference: number): string => `${Math.abs(100 * difference).toFixed(2)} points`;
const count = (number: number): string => Math.round(number).toLocaleString('en-US');

/** What the size of a network changes. */
export function sizeFinding(records: readonly TrainingRecord[]): string {
  const sorted = [...records].sort((a, b) => a.parameterCount - b.parameterCount);
  const [least, most] = [sorted.at(0), sorted.at(-1)];
  if (least === undefined || most === undefined || least === most) return '';
  const ratio = (most.parameterCount / least.parameterCount).toFixed(0);
  const gap = ({ train, test }: TrainingRecord): string => points(train.accuracy - test.accuracy);
  const gain = most.test.accuracy - least.test.accuracy;
  const [best] = [...records].sort((a, b) => b.test.accuracy - a.test.accuracy);
  return `${ratio} times as many parameters (${count(most.parameterCount)} against ${count(least.parameterCount)}) ${gain >= 0 ? 'gain' : 'lose'} ${points(gain)} on the test digits. Between training and test accuracy lie ${gap(most)} for the largest network and ${gap(least)} for the smallest. The best on the test digits is ${best?.label}, ${percent(best?.test.accuracy ?? Number.NaN)}.`;
}

/** How much is learnt early. */
export function earlyFinding(records: readonly TrainingRecord[], epochs = 10): string {
  const early = records.flatMap(({ history }) => {
    const then = history.find(({ epoch }) => epoch === epochs)?.validation.accuracy;
    const last = history.at(-1)?.validation.accuracy;
    return then === undefined || last === undefined || history.length === epochs ? [] : [{ then, last }];
  });
  if (early.length === 0) return '';
  const thens = early.map(({ then }) => then);
  const gain = Math.max(...early.map(({ then, last }) => last - then));
  return `After ${epochs} epochs the validation accuracies lie between ${percent(Math.min(...thens))} and ${percent(Math.max(...thens))}; the epochs after that add at most ${points(gain)}.`;
}

/** What came of two readings of a printed setting; beside the published figure where that is for this data. */
export function readingFinding(records: readonly TrainingRecord[], published: number | undefined): string {
  const all = `Test accuracy: ${records.map(({ label, test }) => `${label} ${percent(test.accuracy)}`).join('; ')}.`;
  if (published === undefined) return all;
  const [closest] = [...records].sort(
    (a, b) => Math.abs(a.test.accuracy - published) - Math.abs(b.test.accuracy - published),
  );
  if (closest === undefined) return '';
  return `${all} The reading nearest to the published ${percent(published)} is ${closest.label}, ${points(closest.test.accuracy - published)} away.`;
}

/** What a search found and which hyperparameter mattered. */
export function searchFinding(search: SearchRecord, retrained: TrainingRecord | undefined): string {
  const best = bestOf(search);
  if (best?.score === undefined) return 'Every network of this search failed.';
  const failed = search.trials.filter(({ state }) => state === 'failed').length;
  const [first] = search.importance;
  return [
    `Best of ${search.trials.length} networks: ${nameOf(best)}, with ${percent(best.score)} of the validation digits.`,
    ...(retrained
      ? [
          `Trained again from other weights it has ${percent(retrained.validation.accuracy)} of them and ${percent(retrained.test.accuracy)} of the test digits.`,
        ]
      : []),
    ...(first
      ? [
          `Of what was searched, ${parameterName(first.name)} explains most of the scores' variance by itself: ${percent(first.share)}.`,
        ]
      : []),
    ...(failed > 0 ? [`${failed} trainings failed.`] : []),
  ].join(' ');
}

/** How many networks pass the report's mark. */
export function reachingFinding(search: SearchRecord): string {
  return `${reaching(search, HIGH_ACCURACY)} of ${search.trials.length} networks end with at least ${100 * HIGH_ACCURACY} % of the validation digits.`;
}

/** What halving spends. */
export function costFinding(halving: SearchRecord): string {
  const [spent, whole] = [epochsOf(halving), wholeEpochsOf(halving)];
  const rungs = [...new Set(halving.trials.map(({ rounds }) => rounds))].sort((a, b) => a - b);
  const steps = rungs.map((rung) => {
    const number = halving.trials.filter(({ rounds }) => rounds >= rung).length;
    return `${number} for ${inEpochs(rung / halving.roundsPerEpoch)}`;
  });
  return `Halving trains ${steps.join(', ')}: ${inEpochs(spent)} in all (${count(halving.examples)} training digits), where all ${halving.trials.length} networks trained to the end take ${inEpochs(whole)}: a cost ratio of ${(spent / whole).toFixed(3)}.`;
}

const inEpochs = (epochs: number): string => `${Number(epochs.toFixed(2))} ${epochs === 1 ? 'epoch' : 'epochs'}`;

/** What halving loses against the search that it shortens. */
export function lossFinding(whole: SearchRecord, halving: SearchRecord): string {
  const [best, found] = [bestOf(whole), bestOf(halving)];
  if (best?.score === undefined || found?.score === undefined) return '';
  const ratio = (halving.examples / whole.examples).toFixed(3);
  const lost = best.score - found.score;
  const same = halving.trials.find(({ trial }) => trial === best.trial);
  const fate =
    same === undefined || found.trial === best.trial
      ? 'It is the same network.'
      : `The whole search's best was given up after ${inEpochs(same.rounds / halving.roundsPerEpoch)}.`;
  const within = Math.abs(lost) <= 0.01 ? 'within one point' : 'not within one point';
  return `The whole search's best has ${percent(best.score)}, halving's ${percent(found.score)}: ${within} (${points(lost)} ${lost >= 0 ? 'less' : 'more'}), for ${ratio} of the training digits. ${fate}`;
}

/** What each means adds to the best perceptron, and whether it passes a mark, where that is set for this data. */
export function meansFinding(records: readonly TrainingRecord[], mark: number | undefined): string {
  const steps = records.slice(1).map((record, i) => {
    const gain = record.test.accuracy - (records[i]?.test.accuracy ?? Number.NaN);
    const [, what = record.label] = record.label.split(': ');
    return `${what.replace(/^\+ /, '')} ${gain >= 0 ? 'adds' : 'takes'} ${points(gain)}`;
  });
  const [best] = [...records].sort((a, b) => b.test.accuracy - a.test.accuracy);
  if (best === undefined) return '';
  const passed =
    mark === undefined
      ? ''
      : ` and ${best.test.accuracy >= mark ? 'passes' : 'does not pass'} the mark of ${percent(mark)}`;
  return `${steps.length > 0 ? `On the test digits, ${steps.join('; ')}. ` : ''}The best, ${best.label}, has ${percent(best.test.accuracy)}${passed}.`;
}
