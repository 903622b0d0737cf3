import * as tf from '@tensorflow/tfjs-core';
import { WasmKernelsError } from '../error.ts';
import { activationProbes } from './activation-probes.ts';
import { arithmeticProbes } from './arithmetic-probes.ts';
import { batchNormProbes } from './batch-norm-probes.ts';
import { convolutionProbes } from './conv-probes.ts';
import { matMulProbes } from './mat-mul-probe.ts';
import { maxPoolProbe } from './max-pool-probe.ts';
import { optimizerProbes } from './optimizer-probes.ts';
import { poolProbes } from './pool-probes.ts';
import type { Probe } from './probe.ts';
import { reductionProbes } from './reduction-probes.ts';
import { smallProbes } from './small-probes.ts';
import { softmaxProbes } from './softmax-probes.ts';

// The longest sum of the probes has 300 products of numbers up to 1: float32 keeps it within 300 · 300 · 2⁻²⁴ at the very worst and within
// a hundredth of that in practice. A kernel that reads the wrong address is wrong in the first digit.
const TOLERANCE = 1e-3;

function runProbe({ kernel, inputs, attrs }: Probe): ArrayLike<number> {
  return tf.tidy(() => {
    const tensors = Object.entries(inputs).map(
      ([name, { values, shape }]) => [name, tf.tensor(values, shape)] as const,
    );
    const results = [tf.engine().runKernel(kernel, Object.fromEntries(tensors), attrs)].flat() as tf.Tensor[];
    return results.flatMap((result) => Array.from(result.dataSync()));
  });
}

function check(probe: Probe): void {
  const got = runProbe(probe);
  const wrong = probe.expected.findIndex((value, i) => !(Math.abs(value - (got[i] ?? Number.NaN)) <= TOLERANCE));
  if (wrong < 0 && got.length === probe.expected.length) return;
  const found = `value ${wrong} is ${got[wrong]} and should be ${probe.expected[wrong]}`;
  throw new WasmKernelsError('self-test-failed', `installWasmKernels: ${probe.kernel} fails its self-test: ${found}`);
}

/** At least one for each kernel that is installed. */
export function probes(): readonly Probe[] {
  return [
    ...matMulProbes(),
    maxPoolProbe(),
    ...poolProbes(),
    ...convolutionProbes(),
    ...smallProbes(),
    ...arithmeticProbes(),
    ...optimizerProbes(),
    ...reductionProbes(),
    ...activationProbes(),
    ...batchNormProbes(),
    ...softmaxProbes(),
  ];
}

/**
 * Runs a handful of values of every kernel against plain JavaScript.
 *
 * @throws WasmKernelsError `self-test-failed`, with the first error as its cause where a kernel threw
 */
export function selfTest(): void {
  for (const probe of probes()) {
    try {
      check(probe);
    } catch (cause) {
      if (cause instanceof WasmKernelsError) throw cause;
      throw new WasmKernelsError('self-test-failed', `installWasmKernels: ${probe.kernel} fails its self-test`, {
        cause,
      });
    }
  }
}
