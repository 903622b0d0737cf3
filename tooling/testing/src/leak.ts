import * as tf from '@tensorflow/tfjs-core';

export interface Leak {
  readonly tensors: number;
  readonly bytes: number;
}

/** What `run` leaves allocated beyond what it found: `{ tensors: 0, bytes: 0 }` when nothing leaks. */
export async function leakOf(run: () => unknown): Promise<Leak> {
  const before = tf.memory();
  await run();
  const after = tf.memory();
  return { tensors: after.numTensors - before.numTensors, bytes: after.numBytes - before.numBytes };
}
