import { describe, expect, it } from 'vitest';
import type { Callback, EpochRecord } from '../index.ts';
import { consoleProgress } from '../progress.ts';
import { formatDuration } from './format-progress.ts';

const RECORD: EpochRecord = {
  epoch: 1,
  steps: 3,
  examples: 12,
  seconds: 1.25,
  loss: 0.5,
  metrics: { accuracy: 0.75, confusion: [[1]] },
  evaluations: { validation: { accuracy: 0.5 } },
};

async function drive(callback: Callback): Promise<void> {
  await callback.onTrainBegin?.({ epochs: 2, epoch: 1, updates: 0 });
  for (let epoch = 1; epoch <= 2; epoch++) {
    for (let step = 1; step <= 3; step++) {
      const updates = 3 * (epoch - 1) + step;
      const record = { epoch, step, updates, examples: 4 * step, loss: 0.5, batchLoss: 0.5 };
      await callback.onStepEnd?.({ ...record, metrics: () => ({ accuracy: 0.75 }) });
    }
    await callback.onEpochEnd?.({ ...RECORD, epoch });
  }
  await callback.onTrainEnd?.();
}

describe('consoleProgress', () => {
  it('writes a line after each epoch where there is no terminal', async () => {
    const written: string[] = [];
    await drive(
      consoleProgress({ stepsPerEpoch: 3, label: 'Glorot', stream: { write: (text) => written.push(text) } }),
    );
    expect(written).toEqual([
      'Glorot epoch 1/2  loss 0.5000  accuracy 0.7500  validation accuracy 0.5000  1.3 s\n',
      'Glorot epoch 2/2  loss 0.5000  accuracy 0.7500  validation accuracy 0.5000  1.3 s\n',
    ]);
  });

  it('draws a bar with loss, metrics, rate and remaining time in a terminal', async () => {
    const written: string[] = [];
    const terminal = { isTTY: true, write: (text: string) => written.push(text), columns: 200 };
    await drive(consoleProgress({ stepsPerEpoch: 3, label: 'Glorot', stream: terminal }));
    const text = written.join('');
    expect(text).toContain('Glorot');
    expect(text).toMatch(/Glorot \S+ epoch 2\/2 {2}0:00 left {2}loss 0\.5000 {2}accuracy 0\.7500 {2}\d+ examples\/s/);
  });

  it('refuses a length that is none', () => {
    expect(() => consoleProgress({ stepsPerEpoch: 0 })).toThrow(
      'consoleProgress: stepsPerEpoch must be an integer >= 1, got 0',
    );
  });
});

it('formats durations as a clock does', () => {
  expect([0.4, 61, 3725, -1].map(formatDuration)).toEqual(['0:00', '1:01', '1:02:05', '0:00']);
});
