import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { floatsOf, goldens, worstDifference } from '../../test/goldens.ts';
import type { BatchTransform } from './batch-transform.ts';
import { batchTransformFromConfig } from './batch-transform-from-config.ts';
import { cutmix } from './cutmix.ts';
import type { LabelledBatch } from './labelled-batch.ts';
import { mixup } from './mixup.ts';

const batch: LabelledBatch = {
  x: { data: floatsOf(goldens.mixed.x), shape: [4, 6, 8, 3], range: [0, 1] },
  y: { data: Int32Array.from(goldens.mixed.labels), shape: [4] },
};
const draw = { seed: 3, epoch: 1, index: 2 };

// By goldens/make.py: torchvision.transforms.v2.MixUp and CutMix with these parameters.
it.each([
  ['mixup', mixup({ numClasses: 3 }), { lambda: 0.3 }],
  ['cutmix', cutmix({ numClasses: 3 }), { top: 1, left: 2, height: 3, width: 5, lambda: 1 - 15 / 48 }],
] as const)(
  '%s gives what torchvision gives (two products of float32 and their sum: 1.5 units in the last place of 1)',
  (name, transform, parameters) => {
    const { x, y } = transform.applyParameters(batch, parameters);
    expect(worstDifference(x.data, floatsOf(goldens.mixed[name].x))).toBeLessThan(1.8e-7);
    expect(worstDifference(y.data, floatsOf(goldens.mixed[name].y))).toBeLessThan(1.8e-7);
  },
);

describe.each<[string, (options: { alpha?: number; numClasses?: number }) => BatchTransform]>([
  ['mixup', mixup],
  ['cutmix', cutmix],
])('%s', (name, factory) => {
  it('gives labels that sum to 1 and a λ in [0, 1]', () => {
    const transform = factory({ alpha: 0.4, numClasses: 3 });
    fc.assert(
      fc.property(fc.nat(), (index) => {
        const { y } = transform.apply(batch, { ...draw, index });
        expect(y.shape).toEqual([4, 3]);
        for (let row = 0; row < 12; row += 3) {
          expect(y.data.subarray(row, row + 3).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 6);
        }
      }),
    );
  });

  it('depends on its arguments alone, is replayed by its parameters and rebuilt by its config', () => {
    const transform = factory({ alpha: 2, numClasses: 3 });
    const before = batch.x.data.slice();
    const first = transform.apply(batch, draw);
    transform.apply(batch, { ...draw, index: 9 });
    expect(transform.apply(batch, draw)).toEqual(first);
    expect(transform.apply(batch, { ...draw, epoch: 2 })).not.toEqual(first);
    expect(batchTransformFromConfig(JSON.parse(JSON.stringify(transform.config))).apply(batch, draw)).toEqual(first);
    expect(batch.x.data).toEqual(before);
  });

  it('takes shares of classes, and an image alone or none', () => {
    const shares = {
      x: { data: Uint8Array.of(7), shape: [1, 1, 1, 1] },
      y: { data: Float32Array.of(0.25, 0.75), shape: [1, 2] },
    };
    const alone = factory({}).apply(shares, draw);
    // Mixed with itself: two rounded products of 7.
    expect(alone.x.data[0]).toBeCloseTo(7, 5);
    expect(alone.y.data[0]).toBeCloseTo(0.25, 6);
    const none = { x: { data: new Uint8Array(0), shape: [0, 2, 2, 1] }, y: { data: new Int32Array(0), shape: [0] } };
    expect(factory({ numClasses: 4 }).apply(none, draw).y.shape).toEqual([0, 4]);
  });

  it('says what is wrong with a batch', () => {
    const transform = factory({ numClasses: 3 });
    const given = (change: object): LabelledBatch => ({ ...batch, ...change });
    expect(() => transform.apply(given({ x: { ...batch.x, shape: [4, 6, 24] } }), draw)).toThrow(
      new RangeError(`${name}: batch.shape must be [batch, height, width, channels], got [4,6,24]`),
    );
    expect(() => transform.apply(given({ y: { data: Int32Array.of(1), shape: [1] } }), draw)).toThrow(
      new RangeError(`${name}: y.shape must be [4] or [4, classes], got [1] with 1 values`),
    );
    expect(() => transform.apply(given({ y: { data: [0, 0, 0, 0], shape: [4] } }), draw)).toThrow(TypeError);
    expect(() => transform.apply(given({ y: { data: Int32Array.of(0, 1, 3, 0), shape: [4] } }), draw)).toThrow(
      new RangeError(`${name}: y must be an integer >= 0 and < 3, got 3`),
    );
    expect(() => factory({}).apply(batch, draw)).toThrow(
      new TypeError(`${name}: numClasses must be an integer >= 1, got undefined`),
    );
    expect(() => transform.apply(given({ y: { data: new Float32Array(8), shape: [4, 2] } }), draw)).toThrow(
      new RangeError(`${name}: y must have 3 classes, got [4,2]`),
    );
  });
});

it('cutmix counts λ again after clipping: the share of the image that is its own', () => {
  const halves: LabelledBatch = {
    x: { data: Uint8Array.from({ length: 2 * 77 }, (_, i) => Math.trunc(i / 77)), shape: [2, 7, 11, 1] },
    y: { data: Int32Array.of(0, 1), shape: [2] },
  };
  for (let index = 0; index < 50; index++) {
    const { x, y } = cutmix({ numClasses: 2 }).apply(halves, { seed: 1, index });
    const own = x.data.subarray(0, 77).filter((value) => value === 0).length / 77;
    expect(y.data[0]).toBeCloseTo(own, 6);
  }
});
