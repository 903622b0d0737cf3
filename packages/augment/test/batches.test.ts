import { batches, type ExampleTransform, syntheticDigits } from '@gradlab/datasets';
import { leakOf, useStockCpu } from '@gradlab-internal/testing';
import { beforeAll, expect, expectTypeOf, it } from 'vitest';
import { compose, horizontalFlip, normalize, randomCrop, type Transform } from '../src/index.ts';

beforeAll(useStockCpu);

const digits = syntheticDigits({ size: 12, seed: 1 });
const transform = compose([randomCrop({ size: 28, padding: 3 }), horizontalFlip(), normalize({ mean: 0.2, std: 0.4 })]);

/** The rows of all batches, in the shuffled order that the seed and the epoch give. */
async function inputs(batchSize: number, epoch: number): Promise<number[][]> {
  const rows: number[][] = [];
  for await (const { x } of batches(digits, { batchSize, epoch, seed: 5, transform })) {
    const values = x.dataSync();
    for (let from = 0; from < values.length; from += 784) rows.push([...values.subarray(from, from + 784)]);
  }
  return rows;
}

it('fits the batches of @gradlab/datasets', async () => {
  expectTypeOf<Transform>().toExtend<ExampleTransform>();
  const large = await inputs(12, 3);
  expect(large).toHaveLength(12);
  expect(await inputs(5, 3)).toEqual(large);
  expect(await inputs(12, 4)).not.toEqual(large);
});

it('gives in a batch what it gives alone', async () => {
  const alone = transform.apply(
    { data: digits.x.data.subarray(0, 784) as Uint8Array, shape: [28, 28, 1], scale: 1 / 255 },
    { seed: 5, epoch: 3, index: 0 },
  );
  expect(await inputs(4, 3)).toContainEqual([...alone.data]);
});

it('leaves no tensor behind', async () => {
  expect(await leakOf(() => inputs(5, 0))).toEqual({ tensors: 0, bytes: 0 });
});
