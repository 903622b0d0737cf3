// Objectives for worker threads, loaded by their URL.
import '@tensorflow/tfjs-backend-cpu';
import { threadId } from 'node:worker_threads';
import * as tf from '@tensorflow/tfjs-core';

/** Scores on a backend of the thread's own. */
export async function onBackend({ x }, { trial, report }) {
  await tf.setBackend('cpu');
  for (let step = 0; step < 50; step++) report(step, step / 50);
  const score = tf.tidy(() => tf.square(tf.scalar(x)).dataSync()[0]);
  return { score, trial, thread: threadId, tensors: tf.memory().numTensors };
}

/** Every third trial ends in another way that is none. */
export function unlucky({ x }, { trial }) {
  if (trial % 6 === 1) process.exit(3);
  if (trial % 6 === 3) throw new TypeError(`trial ${trial}`);
  if (trial % 6 === 5) return 1n;
  return x;
}

/** Throws or returns functions, which no thread can hand over. */
export function uncloneable(_, { trial }) {
  if (trial === 0) throw Object.assign(new Error('with a function'), { f: () => 1 });
  if (trial === 1) throw { f: () => 1 };
  return { score: 1, f: () => 1 };
}

/** Never ends by itself. */
export function endless() {
  for (;;);
}

export const none = 3;
