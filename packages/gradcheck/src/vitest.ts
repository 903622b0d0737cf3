import type {} from 'vitest';
import type { GradcheckOptions } from './checks/settings.ts';
import { type GradcheckFunction, gradcheck } from './gradcheck.ts';
import type { Gradable } from './problem/gradable.ts';

/** What a matcher of vitest gives back. */
interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/**
 * Matchers for vitest. `await expect(f).toPassGradcheck(inputs, options?)` passes where `gradcheck(f, inputs, options)` is ok, and
 * shows the report where it is not.
 *
 * @example
 * ```ts
 * import '@tensorflow/tfjs-backend-cpu';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { gradcheckMatchers } from '@gradlab/gradcheck/vitest';
 * import { expect } from 'vitest';
 *
 * expect.extend(gradcheckMatchers);
 * await tf.setBackend('cpu');
 * await expect((x: tf.Tensor) => tf.tanh(x)).toPassGradcheck([tf.tensor1d([0.5, 1])]);
 * ```
 */
export const gradcheckMatchers: {
  readonly toPassGradcheck: (
    f: GradcheckFunction<readonly Gradable[]>,
    inputs: readonly Gradable[],
    options?: GradcheckOptions,
  ) => Promise<MatcherResult>;
} = {
  toPassGradcheck: async (f, inputs, options) => {
    const report = await gradcheck(f, inputs, options);
    return { pass: report.ok, message: () => String(report) };
  },
};

declare module 'vitest' {
  interface Matchers<T> {
    /** Passes where `gradcheck` of the function is ok. */
    toPassGradcheck(inputs: readonly Gradable[], options?: GradcheckOptions): Promise<T>;
  }
}
