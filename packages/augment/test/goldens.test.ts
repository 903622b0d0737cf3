import { describe, expect, it } from 'vitest';
import { OPERATIONS } from './golden-operations.ts';
import { goldens, sourceImage, valuesOf, worstDifference } from './goldens.ts';

/**
 * 8-bit results are exact. Float32 results may differ by the last bits, as PyTorch's sums of products depend on the
 * machine: a sum of 16 products of float32 is within 1e-6, a coordinate of a 10-pixel image within 1e-6 of the image and so a value mixed there within 2e-6.
 */
const TOLERANCE = { uint8: 0, float32: 2e-6 };

const names = [...new Set(goldens.cases.map(({ operation }) => operation))];

describe.each(names)('%s', (name) => {
  const cases = goldens.cases.filter(({ operation }) => operation === name);

  it.each(['uint8', 'float32'] as const)('gives what torchvision 0.29.2 gives, for %s', (dtype) => {
    for (const golden of cases.filter((each) => each.dtype === dtype)) {
      const image = sourceImage(golden);
      const [transform, parameters] = OPERATIONS[name]?.(golden.parameters, image) ?? [];
      const result = transform?.applyParameters(image, parameters ?? null);
      expect(result?.shape, JSON.stringify([golden.source, golden.parameters])).toEqual(golden.shape);
      expect(
        worstDifference((result ?? image).data, valuesOf(golden)),
        JSON.stringify([golden.source, golden.parameters]),
      ).toBeLessThanOrEqual(TOLERANCE[dtype]);
    }
  });
});
