import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { growingAtAllocation, wasm, withMallocFailingAfter } from './malloc.ts';
import { describeBoth, runs, valuesOf } from './properties/run.ts';

const KERNEL = 'GatherUint8';
const EVERY_BYTE = Uint8Array.from({ length: 256 }, (_, byte) => byte);

function gather(bytes: unknown, indices: unknown, shape: number[], scale: unknown): tf.Tensor {
  return tf.engine().runKernel(KERNEL, {}, { bytes, indices, shape, scale } as tf.NamedAttrMap) as tf.Tensor;
}

/** The values, and that nothing was left behind. */
function gathered(bytes: Uint8Array, indices: readonly number[], shape: number[], scale: number): Float32Array {
  return valuesOf(() => [gather(bytes, Uint32Array.from(indices), shape, scale)])[0] ?? new Float32Array();
}

describeBoth(KERNEL, () => {
  it('rounds every byte as a Float32Array does, whatever the scale', () => {
    fc.assert(
      fc.property(fc.oneof(fc.double(), fc.constantFrom(1, 1 / 255, 1 / 127.5, 0.1)), (scale) => {
        expect(gathered(EVERY_BYTE, [0], [256], scale)).toEqual(Float32Array.from(EVERY_BYTE, (byte) => byte * scale));
      }),
      runs(100),
    );
  });

  it('takes rows in the order of the indices, of any size', () => {
    const rows = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 23 })).chain(([count, width]) =>
      fc.record({
        bytes: fc.uint8Array({ minLength: count * width, maxLength: count * width }),
        indices: fc.array(fc.nat(count - 1), { maxLength: 12 }),
        width: fc.constant(width),
      }),
    );
    fc.assert(
      fc.property(rows, ({ bytes, indices, width }) => {
        const expected = indices.flatMap((index) => [...bytes.subarray(index * width, (index + 1) * width)]);
        expect([...gathered(bytes, indices, [width], 1)]).toEqual(expected);
      }),
      runs(60),
    );
  });

  it('goes on where the rows are more than it gathers at once', () => {
    const rows = Array.from({ length: 9000 }, (_, row) => (row * 7) % 3);
    const values = gathered(EVERY_BYTE, rows, [85], 2);
    const wrong = values.findIndex((value, i) => value !== 2 * ((rows[Math.floor(i / 85)] ?? 0) * 85 + (i % 85)));
    expect([values.length, wrong]).toEqual([9000 * 85, -1]);
  });

  it('gives the shape of a row to each, no rows, and rows of nothing', () => {
    tf.tidy(() => {
      const shapes = [
        gather(EVERY_BYTE, Uint32Array.of(2, 0), [4, 8, 1], 1),
        gather(EVERY_BYTE, Uint32Array.of(255, 7, 9), [], 1),
        gather(EVERY_BYTE, new Uint32Array(), [4], 1),
        gather(new Uint8Array(), Uint32Array.of(0, 1), [3, 0], 1),
      ].map(({ shape, dtype }) => [dtype, ...shape]);
      expect(shapes).toEqual([
        ['float32', 2, 4, 8, 1],
        ['float32', 3],
        ['float32', 0, 4],
        ['float32', 2, 3, 0],
      ]);
    });
  });

  it('refuses what is not bytes, indices and a number, and rows that are not there', () => {
    const run = (...given: Parameters<typeof gather>) => valuesOf(() => [gather(...given)]);
    expect(() => run(Float32Array.of(1), Uint32Array.of(0), [1], 1)).toThrow(TypeError);
    expect(() => run(EVERY_BYTE, [0], [1], 1)).toThrow('got a Uint8Array of 256 bytes, [0], 1');
    expect(() => run(EVERY_BYTE, Uint32Array.of(0), [1], undefined)).toThrow(TypeError);
    const beyond = new RangeError('GatherUint8: 256 bytes must have a row 2 of shape [10,10], and have not');
    expect(() => run(EVERY_BYTE, Uint32Array.of(1, 2), [10, 10], 1)).toThrow(beyond);
  });

  it('frees what it took where memory runs out', () => {
    const before = tf.engine().backend.numDataIds();
    for (const succeeding of [0, 1]) {
      withMallocFailingAfter(succeeding, () => {
        expect(() => gather(EVERY_BYTE, Uint32Array.of(0), [256], 1)).toThrow('has no');
      });
    }
    expect(tf.engine().backend.numDataIds()).toBe(before);
  });

  it('finds the memory again where it grows for the scratch', () => {
    tf.tidy(() => {
      const heap = wasm().HEAPU8.length;
      const made = growingAtAllocation(1, () => gather(EVERY_BYTE, Uint32Array.of(0), [256], 1));
      expect(wasm().HEAPU8.length).toBeGreaterThan(heap);
      expect([...made.dataSync()]).toEqual([...EVERY_BYTE]);
    });
  });
});
