import { useBackend } from '@gradlab/backend';
import { encodeIdx, syntheticDigits } from '@gradlab/datasets';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import type { TrainingSettings } from './contract.ts';
import { createSession } from './session.ts';

beforeAll(() => useBackend('wasm'));

const SHORT: TrainingSettings = { network: 'mnistCnn2k', digits: 100, epochs: 1, learningRate: 5e-3, seed: 1 };
const ENDLESS: TrainingSettings = { ...SHORT, epochs: 100_000 };
const ignore = (): void => {};

function mnistFiles(size: number): File[] {
  const { x, y } = syntheticDigits({ size, seed: 1 });
  const images = encodeIdx({ shape: [size, 28, 28], data: Uint8Array.from(x.data) });
  const labels = encodeIdx({ shape: [size], data: Uint8Array.from(y.data) });
  return [
    new File([Uint8Array.from(images)], 'train-images-idx3-ubyte'),
    new File([Uint8Array.from(labels)], 'train-labels-idx1-ubyte'),
  ];
}

it('runs the last of the trainings that were asked for at once, and ends the others', async () => {
  const session = createSession();
  const heard: string[] = [];
  const first = session.train(ENDLESS, [], ignore);
  // Reading files takes turns of the event loop, in which the third would begin before the second.
  const second = session.train(ENDLESS, mnistFiles(100), () => void heard.push('second'));
  const third = session.train(SHORT, [], () => void heard.push('third'));
  expect(await Promise.all([first, second, third])).toEqual(['replaced', 'replaced', 'finished']);
  expect(new Set(heard)).toEqual(new Set(['third']));
});

it('leaves nothing behind when it starts over', async () => {
  const session = createSession();
  await session.train(SHORT, [], ignore);
  const { numTensors, numBytes } = tf.memory();
  for (let times = 0; times < 10; times++) {
    let replaced: Promise<string> | undefined;
    await new Promise<void>((resolve) => {
      replaced = session.train(ENDLESS, [], ({ type }) => (type === 'progress' ? resolve() : undefined));
    });
    // Also one that is held.
    if (times % 2 === 1) session.pause();
    await session.train(SHORT, [], ignore);
    expect(await replaced).toBe('replaced');
    expect(tf.memory()).toMatchObject({ numTensors, numBytes });
  }
});

it('tells everything before the end', async () => {
  const session = createSession();
  const heard: string[] = [];
  await session.train(SHORT, [], async ({ type }) => {
    // As a page that is busy.
    await new Promise((resolve) => setTimeout(resolve, 5));
    if (type !== 'progress') heard.push(type);
  });
  expect(heard).toEqual(['begin', 'epoch']);
});

it('refuses files with too few digits to hold one out', async () => {
  const training = createSession().train(SHORT, mnistFiles(5), ignore);
  await expect(training).rejects.toThrow('there must be at least 6 digits, got 5');
});
