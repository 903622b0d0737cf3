import { describe, expect, it } from 'vitest';
import { compare } from './comparison.ts';
import {
  bestFinding,
  calibrationFinding,
  changeFinding,
  confusionFinding,
  mistakesFinding,
  overfittingFinding,
  pairedFinding,
  sizesFinding,
} from './findings.ts';
import { confusionOf, mistakesOf, undecidedOf } from './scores.ts';
import type { Results, Training } from './training.ts';

// Ten cats, then ten dogs.
const LABELS = Array.from({ length: 20 }, (_, i) => (i < 10 ? 0 : 1));
/** Sure of everything, and wrong of the first so many cats. */
const wrongOf = (count: number): number[] => LABELS.map((label, i) => (i < count ? 0.99 : label === 1 ? 0.97 : 0.03));

const training = (label: string, wrong: number, changes: Partial<Training> = {}): Training => ({
  id: label,
  label,
  part: 'C-K',
  network: { name: 'net', description: 'd', design: 'ours', parameterCount: 1 },
  settings: {
    input: 'unit',
    augmented: false,
    batchSize: 1,
    learningRate: 1,
    optimisation: { kind: 'adam' },
    falling: 'cosine',
    l2: 0,
    dropout: 0,
    epochs: 2,
    photos: null,
  },
  published: {},
  layers: [],
  history: [epoch(1, 0.6, 0.6), epoch(2, 0.95, 0.7)],
  keptEpoch: 2,
  stoppedEarly: false,
  failure: null,
  validation: wrongOf(wrong),
  test: wrongOf(wrong),
  seconds: 2,
  ...changes,
});

function epoch(number: number, accuracy: number, ofValidation: number): Training['history'][number] {
  const evaluations = { validation: { loss: 1, accuracy: ofValidation } };
  return { epoch: number, steps: 1, examples: 1, seconds: 1, loss: 1, metrics: { accuracy }, evaluations };
}

const resultsOf = (...trainings: readonly Training[]): Results => ({
  labels: { validation: LABELS, test: LABELS },
  trainings,
});

describe('findings', () => {
  const [good, bad] = [training('good', 1), training('bad', 9)];
  const results = resultsOf(bad, good);

  it('name the best, and what a change did', () => {
    expect(bestFinding(results)).toContain('Best on the validation photos is good, with 95.0 %');
    expect(changeFinding(results, 'It', bad, good)).toBe(
      'It raises the validation accuracy of net from 55.0 % to 95.0 %. One of the two is not told from guessing.',
    );
    expect(changeFinding(results, 'It', good, bad)).toContain('It lowers');
    expect(changeFinding(results, 'It', good, good)).toBe('It leaves the validation accuracy of net at 95.0 %.');
    expect(pairedFinding(results, good, bad)).toContain('8 are right only for “good” and 0 only for “bad”: so large');
    expect(pairedFinding(results, good, good)).toContain('a difference as large would be common');
  });

  it('tell learning by heart from learning', () => {
    expect(overfittingFinding(good)).toContain('after 2 epochs: 95.0 % of the training photos');
    expect(overfittingFinding(good)).toContain('it learns them by heart');
    expect(overfittingFinding(training('a', 1, { history: [epoch(1, 0.6, 0.6)] }))).toContain('it does not overfit');
    expect(overfittingFinding(training('a', 1, { stoppedEarly: true }))).toContain('stopped early after 2 of 2');
    expect(overfittingFinding(training('a', 1, { failure: 'no number' }))).toBe('a came to nothing: no number.');
  });

  it('count mistakes, the surest first, and what is undecided', () => {
    const unsure = training('u', 0, { test: LABELS.map((label, i) => (i === 0 ? 0.6 : i === 1 ? 0.99 : label)) });
    const of = resultsOf(unsure);
    expect(mistakesOf(of, unsure).map(({ index }) => index)).toEqual([1, 0]);
    expect(undecidedOf(of, unsure)[0]).toEqual({ index: 0, label: 0, prediction: 1, confidence: 0.6 });
    expect(mistakesFinding(of, unsure, 0.95)).toBe(
      'u has 2 of 20 test photos wrong, 1 of them while more than 95 % sure. That is 5.3 % of the 19 photos it is so sure of.',
    );
    expect(confusionOf(LABELS, unsure.test)).toEqual([
      [8, 2],
      [0, 10],
    ]);
    expect(confusionFinding(confusionOf(LABELS, unsure.test))).toContain('more often cats for dogs');
    expect(
      confusionFinding([
        [1, 2],
        [2, 1],
      ]),
    ).toContain('As many cats');
  });

  it('say whether confidence can be believed', () => {
    expect(calibrationFinding(results, bad)).toContain('surer than it is right');
    const shy = training('shy', 0, { test: LABELS.map((label) => (label === 1 ? 0.6 : 0.4)) });
    expect(calibrationFinding(results, shy)).toContain('60.0 % sure and 100.0 % right: less sure');
    expect(calibrationFinding(results, shy)).toContain('error is 40.0 %');
  });

  it('say what photos are worth', () => {
    const at = (photos: number, wrong: number) => training('a', wrong, { settings: { ...good.settings, photos } });
    expect(sizesFinding(results, [at(500, 5), at(2000, 1)])).toContain('10.0 points for each doubling');
    expect(sizesFinding(results, [at(500, 5)])).toBe('');
  });

  it('stand beside what was published', () => {
    expect(compare(resultsOf(training('a', 1, { published: { test: 0.9 } })))).toEqual([
      { what: 'a', measure: 'validation accuracy', ours: 0.95, published: null },
      { what: 'a', measure: 'test accuracy', ours: 0.95, published: 0.9 },
    ]);
  });
});
