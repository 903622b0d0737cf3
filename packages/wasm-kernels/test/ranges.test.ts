import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-wasm';
import { beforeAll, describe, expect, it } from 'vitest';
import { attach, type KernelHost } from '../src/kernel-host.ts';
import { trainingKernels } from '../src/kernels/all.ts';
import type { Probe } from '../src/self-test/probe.ts';
import { probes } from '../src/self-test/self-test.ts';
import { currentStockBackend } from '../src/stock-backend.ts';

/** A host that has every kernel do its units one at a time, and the last one first: as several threads might. */
function inPieces(host: KernelHost): KernelHost & { readonly cut: Set<string> } {
  const cut = new Set<string>();
  return {
    ...host,
    cut,
    dispatch(kernel, numbers, units) {
      if (units > 1) cut.add(kernel);
      for (let unit = units - 1; unit >= 0; unit--) host.measure(kernel, ...numbers, unit, unit + 1);
    },
  };
}

function stock(): tf.TensorInfo {
  throw new Error('no stock kernel has ranges');
}

function run(host: KernelHost, { kernel, inputs, attrs }: Probe): number[] {
  const found = trainingKernels.find(({ name }) => name === kernel);
  if (found === undefined) throw new Error(`no kernel ${kernel}`);
  return tf.tidy(() => {
    const tensors = Object.fromEntries(
      Object.entries(inputs).map(([name, { values, shape }]) => [name, tf.tensor(values, shape)]),
    );
    const made = [found.run(host, tensors, attrs, stock)].flat();
    const results = made.map(({ dataId, shape, dtype }) =>
      tf.engine().makeTensorFromDataId(dataId, shape, dtype, tf.backend()),
    );
    return results.flatMap((result) => Array.from(result.dataSync()));
  });
}

describe('kernels in ranges', () => {
  let host: KernelHost;
  let pieces: ReturnType<typeof inPieces>;
  beforeAll(async () => {
    await tf.setBackend('wasm');
    host = attach(currentStockBackend(), 'simd128');
    pieces = inPieces(host);
  });

  // The one kernel that still goes on to the stock one.
  const own = probes().filter(({ kernel }) => kernel !== tf.FusedDepthwiseConv2D);

  it.each(own.map((probe, i) => [`${probe.kernel} ${i}`, probe] as const))(
    'give what they give in one piece: %s',
    (_name, probe) => {
      expect(run(pieces, probe)).toEqual(run(host, probe));
    },
  );

  it('were cut at all, those of the products and convolutions among them', () => {
    expect([...pieces.cut]).toEqual(
      expect.arrayContaining(['matMul', 'conv', 'winogradConv', 'winogradFilter', 'winogradFilterGrad']),
    );
  });
});
