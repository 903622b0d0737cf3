// Where the time of a training step goes: every registered kernel is wrapped by a clock.
import * as tf from '@tensorflow/tfjs-core';
import { processorTime } from './clocks.mjs';

/** Wraps each kernel of the WASM backend. Kernels that call others by the registry count their own time only. */
export function clockKernels() {
  const times = new Map();
  const running = [];
  for (const config of tf.getKernelsForBackend('wasm')) {
    const kernelFunc = (call) => {
      const frame = { inner: 0 };
      running.push(frame);
      const start = processorTime();
      try {
        return config.kernelFunc(call);
      } finally {
        const elapsed = processorTime() - start;
        running.pop();
        const outer = running.at(-1);
        if (outer !== undefined) outer.inner += elapsed;
        const entry = times.get(config.kernelName) ?? { calls: 0, milliseconds: 0 };
        entry.calls++;
        entry.milliseconds += elapsed - frame.inner;
        times.set(config.kernelName, entry);
      }
    };
    tf.unregisterKernel(config.kernelName, 'wasm');
    tf.registerKernel({ ...config, kernelFunc });
  }
  return times;
}
