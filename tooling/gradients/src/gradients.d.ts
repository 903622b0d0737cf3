import type { GradConfig } from '@tensorflow/tfjs-core';

/** Every gradient of tfjs-core's own operations; bundled by `scripts/generate.mjs`. */
export declare const gradients: readonly GradConfig[];
