import { describe, expect, it } from 'vitest';
import { compare } from './comparison.ts';
import { confusionOf, differencesOf } from './differences.ts';
import {
  bestFinding,
  changesFinding,
  confusionFinding,
  gapsFinding,
  overfittingFinding,
  steadinessFinding,
} from './findings.ts';
import { plansOf } from './plan.ts';
import { PUBLISHED_WORDS } from './published.ts';
import { lastGap, leastLoss, type Results, type Training } from './training.ts';

/** Of twenty pictures, all of class 0, so many are right. */
function training(id: Training['id'], right: number, changes: Partial<Training> = {}): Training {
  const [plan] = plansOf('quick', { only: [id] });
  const { label = '', before = null } = plan ?? {};
  const epoch = (n: number, validation: number, train: number, loss: number) => ({
    ...{ epoch: n, steps: 1, examples: 1, seconds: 1, loss, metrics: {} },
    evaluations: { train: { loss: 0.1, accuracy: train }, validation: { loss, accuracy: validation } },
  });
  return {
    ...{ id, label, before, keptEpoch: 1, layers: [], seconds: 2, hardest: [] },
    network: { name: 'n', description: 'd', design: 'twin', parameterCount: 1 },
    settings: {
      ...{ meanImage: false, flip: false, crop: false, schedule: false, dropout: 0, batchNorm: false },
      ...{ batchSize: 1, learningRate: 1, momentum: 0, epochs: 2 },
    },
    history: [epoch(1, 0.2, 0.1, 0.4), epoch(2, 0.6, 0.9, 0.5)],
    train: { loss: 0, accuracy: 0.9 },
    validation: { loss: 0, accuracy: right / 20 },
    test: { loss: 0, accuracy: right / 20 },
    predictions: '0'.repeat(right) + '1'.repeat(20 - right),
    ...changes,
  };
}

const results = (trainings: readonly Training[], isPublishedRun = false): Results => ({
  labels: '0'.repeat(20),
  trainings,
  isPublishedRun,
});

describe('differences', () => {
  it('are gains, losses or neither, by the pictures that only one has right', () => {
    const rows = [training('reference', 8), training('mean-image', 18), training('flip', 16), training('crop', 4)];
    const differences = differencesOf(results(rows));
    expect(differences.map(({ verdict }) => verdict)).toEqual(['gain', 'neither', 'loss']);
    const [mean] = differences;
    expect(mean).toMatchObject({ onlyAfter: 10, onlyBefore: 0, gain: 0.5 });
    // Of ten pictures all ten are gained: 2 · 2⁻¹⁰.
    expect(mean?.pValue).toBeCloseTo(2 ** -9, 12);
    expect(mean?.lower).toBeGreaterThan(0.2);
    expect(mean?.upper).toBeLessThan(0.8);
    expect(changesFinding(differences)).toBe(
      'Of 3 changes, gains: minus the mean image. Losses: random crop. Not told from no change: horizontal flip.',
    );
  });

  it('are those of rows that were run with what they change', () => {
    expect(differencesOf(results([training('reference', 8), training('flip', 9)]))).toEqual([]);
    expect(changesFinding([])).toBe('');
  });
});

describe('comparisons', () => {
  it('set what was published beside whole runs alone', () => {
    const crop = training('crop', 10);
    const measured = (isPublishedRun: boolean) =>
      compare(results([crop], isPublishedRun)).map(({ measure, ours, published }) => [measure, ours, published]);
    expect(measured(true)).toEqual([
      ['training accuracy after the last epoch', 0.9, 0.9177],
      ['test accuracy', 0.5, 0.816],
    ]);
    expect(measured(false).map(([, , published]) => published)).toEqual([null, null]);
    const [start, afterStart] = compare(results([training('reference', 10)], true));
    expect([start?.ours, afterStart?.ours]).toEqual([0.1, 0.2]);
    expect(compare(results([training('dropout-25', 10)], true)).map(({ published }) => published)).toEqual([null]);
    expect(PUBLISHED_WORDS['batch-norm']).toContain('is not said');
  });
});

describe('findings', () => {
  it('say what the numbers say', () => {
    const [good, bad] = [training('reference', 18), training('flip', 3)];
    expect(bestFinding([bad, good])).toContain('“reference” with 90.0 %');
    expect(lastGap(good)).toBeCloseTo(0.3, 12);
    const lost = good.history.map((epoch, i) =>
      i === 0
        ? { ...epoch, evaluations: { ...epoch.evaluations, validation: { loss: Number.NaN, accuracy: 0 } } }
        : epoch,
    );
    expect(leastLoss({ ...good, history: lost })).toMatchObject({ epoch: 2, loss: 0.5 });
    const whole = training('flip', 1, { history: good.history.slice(0, 1) });
    expect(overfittingFinding([good, whole])).toContain('in 1 of 2 rows: reference.');
    expect(overfittingFinding([whole])).toContain(
      'In no row does the validation loss rise again by more than a twentieth',
    );
    expect(gapsFinding([good, whole])).toContain('most above validation accuracy for “reference” (+30.0 points)');
    expect(gapsFinding([whole, good])).toContain('and least for “horizontal flip” (−10.0 points)');
    expect(gapsFinding([good, training('crop', 1)])).toBe('');
    expect(bestFinding([good, bad, training('crop', 18)])).toContain('as good there: random crop.');
    const back = training('schedule', 1, { history: [...good.history].reverse() });
    expect(steadinessFinding(back, good)).toMatch(/come to 0\.0 points .* to 40\.0 .*: steadier\.$/);
    expect(steadinessFinding(good, back)).toMatch(/: less steady\.$/);
    expect([steadinessFinding(whole, good), gapsFinding([good]), bestFinding([])]).toEqual(['', '', '']);
  });

  it('name the classes told best and worst, and the pair confused most', () => {
    const counts = confusionOf({ ...results([]), labels: '0011' }, training('flip', 0, { predictions: '0111' }), 2);
    expect(counts).toEqual([
      [1, 1],
      [0, 2],
    ]);
    expect(confusionFinding(counts, ['cat', 'dog'])).toBe(
      'Told best is dog (100.0 %), worst cat (50.0 %). Most often cat is taken for dog: 1 time.',
    );
    expect(
      confusionFinding(
        [
          [1, 1, 0],
          [2, 0, 0],
          [2, 0, 0],
        ],
        ['cat', 'dog', 'bird'],
      ),
    ).toContain('Told best is cat (50.0 %), worst dog, bird (0.0 %).');
    expect(confusionFinding([[2]], ['cat'])).toBe(
      'Every class is told equally well (100.0 %). No picture is mistaken.',
    );
  });
});
