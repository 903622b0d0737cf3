import { useStockCpu } from '@gradlab-internal/testing';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-wasm';
// tfjs-core alone has no gradients in Node; importing tfjs-layers registers them.
import '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import { installWasmKernels } from '../../src/index.ts';
import { families } from './all-cases.ts';
import type { Case } from './case.ts';
import { difference, type Outcome, runCase } from './runner.ts';

type Attempt = { readonly outcome: Outcome } | { readonly error: unknown };

async function attempts(backend: 'cpu' | 'wasm', cases: readonly Case[]): Promise<Attempt[]> {
  await (backend === 'cpu' ? useStockCpu() : tf.setBackend('wasm'));
  return cases.map((test) => {
    try {
      return { outcome: runCase(test) };
    } catch (error) {
      return { error };
    }
  });
}

function disagreement({ ulps }: Case, cpu: Attempt | undefined, wasm: Attempt | undefined): string | undefined {
  if (cpu === undefined || 'error' in cpu) return `the CPU backend fails: ${cpu?.error}`;
  if (wasm === undefined || 'error' in wasm) return `the WASM backend fails: ${wasm?.error}`;
  return difference(cpu.outcome, wasm.outcome, ulps);
}

/** Runs every case on the stock CPU backend and on WASM with one of the binaries, and compares values and gradients. */
export function describeConformance(simd: 'simd128' | 'relaxed'): void {
  beforeAll(async () => {
    await tf.setBackend('wasm');
    expect(installWasmKernels({ simd }).simd).toBe(simd);
  });
  describe.each(Object.entries(families))('%s', (_family, cases) => {
    let cpu: readonly Attempt[] = [];
    let wasm: readonly Attempt[] = [];
    beforeAll(async () => {
      cpu = await attempts('cpu', cases);
      wasm = await attempts('wasm', cases);
    }, 600_000);
    it.each(cases.map((test, i) => [test.name, test, i] as const))('%s', (_name, test, i) => {
      const found = disagreement(test, cpu[i], wasm[i]);
      // A defect left alone must still be there, or the README says something false.
      if (test.leftAlone === undefined) expect(found).toBeUndefined();
      else expect(found, test.leftAlone).toBeDefined();
    });
  });
}
