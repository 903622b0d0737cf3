import { describe, expect, it, vi } from 'vitest';
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

  it('starts the bar where a training goes on, and counts no time for what was done before', async () => {
    const written: string[] = [];
    const terminal = { isTTY: true, write: (text: string) => written.push(text), columns: 200 };
    const callback = consoleProgress({ stepsPerEpoch: 3, stream: terminal });
    await callback.onTrainBegin?.({ epochs: 2, epoch: 2, updates: 3 });
    expect(written.join('')).toContain('epoch 2/2');
    await callback.onTrainEnd?.();
  });

  it('writes nothing in quiet mode, and lines in a terminal where they are wanted', async () => {
    const written: string[] = [];
    const stream = { isTTY: true, write: (text: string) => written.push(text) };
    await drive(consoleProgress({ stepsPerEpoch: 3, stream, mode: 'quiet' }));
    expect(written).toEqual([]);
    await drive(consoleProgress({ stepsPerEpoch: 3, stream, mode: 'lines' }));
    expect(written).toHaveLength(2);
  });

  it('writes a line of JSON for each event in json mode', async () => {
    vi.useFakeTimers();
    try {
      const written: string[] = [];
      const stream = { write: (text: string) => written.push(text) };
      const callback = consoleProgress({ stepsPerEpoch: 3, label: 'Glorot', stream, mode: 'json' });
      await drive({
        ...callback,
        onStepEnd(record) {
          vi.advanceTimersByTime(400);
          return callback.onStepEnd?.(record);
        },
      });
      const events = written.map((line) => JSON.parse(line));
      expect(events.map(({ event }) => event)).toEqual(['begin', 'step', 'epoch', 'step', 'epoch', 'end']);
      expect(events[0]).toEqual({ event: 'begin', label: 'Glorot', epochs: 2, epoch: 1, updates: 0 });
      // Three updates in 1.2 seconds: 0.4 s each for the three that are left, and 4 examples in each.
      expect(events[1]).toMatchObject({ updates: 3, metrics: { accuracy: 0.75 } });
      expect(events[1].secondsLeft).toBeCloseTo(1.2, 6);
      expect(events[1].examplesPerSecond).toBeCloseTo(10, 6);
      expect(events[2]).toEqual({ event: 'epoch', label: 'Glorot', ...RECORD });
    } finally {
      vi.useRealTimers();
    }
  });

  it('refuses a mode that is none', () => {
    expect(() => consoleProgress({ stepsPerEpoch: 1, mode: 'loud' as never })).toThrow('one of auto, bar, lines, json');
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
