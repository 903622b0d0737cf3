import { useBackend } from '@gradlab/backend';
import { epsilonSweep, type GradcheckReport, gradcheck } from '@gradlab/gradcheck';
import * as tf from '@tensorflow/tfjs-core';
import { convolutionalNetwork } from '../../networks.ts';

/** What the test calls from outside the page. */
export interface App {
  readonly check: (
    backend: 'wasm' | 'cpu',
  ) => Promise<GradcheckReport & { readonly current: string; readonly text: string }>;
  readonly sweep: () => ReturnType<typeof epsilonSweep>;
}

const app: App = {
  check: async (backend) => {
    await useBackend(backend);
    const { parameters, loss, dispose } = convolutionalNetwork(1);
    const report = await gradcheck(loss, [parameters], { elements: 40 });
    dispose();
    return { ...report, current: tf.getBackend(), text: String(report) };
  },
  sweep: async () => {
    const x = tf.tensor1d([0.5, 1]);
    const points = await epsilonSweep((t) => tf.sum(tf.tanh(t)), x);
    x.dispose();
    return points;
  },
};

Object.assign(globalThis, { app });
