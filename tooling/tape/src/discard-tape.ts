import * as tf from '@tensorflow/tfjs-core';

/**
 * Frees what operations saved for a backward pass that will not come. tfjs keeps those tensors on its tape and forgets
 * them when the differentiated function throws; inside another gradient the tape is still in use and left alone.
 */
export function discardTape(): void {
  const { state } = tf.engine();
  if (state.gradientDepth > 0) return;
  for (const node of state.activeTape ?? []) tf.dispose(node.saved ?? []);
  state.activeTape = [];
}
