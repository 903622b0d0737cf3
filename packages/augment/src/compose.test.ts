import { expect, it } from 'vitest';
import { compose } from './compose.ts';
import { fromConfig } from './from-config.ts';
import { horizontalFlip } from './geometry/horizontal-flip.ts';
import { randomCrop } from './geometry/random-crop.ts';
import { parametersFor, type Transform, type TransformConfig } from './transform.ts';

const image = { data: Uint8Array.of(1, 2, 3), shape: [1, 3, 1] };

it('applies transforms in order', () => {
  // Cut to the left two of 1 2 3, then mirrored: 2 1. The other order would give 3 2.
  const pipeline = compose([randomCrop({ size: [1, 2] }), horizontalFlip({ probability: 1 })]);
  expect([...pipeline.applyParameters(image, [{ top: 0, left: 0 }, true]).data]).toEqual([2, 1]);
});

it('gives each transform a stream of its own', () => {
  const pipeline = compose([horizontalFlip(), horizontalFlip()]);
  const pairs = new Set(
    Array.from({ length: 60 }, (_, index) => JSON.stringify(parametersFor(pipeline, image, { seed: 1, index }))),
  );
  expect([...pairs].sort()).toEqual(['[false,false]', '[false,true]', '[true,false]', '[true,true]']);
});

it('draws the same for an image whatever is drawn for others (golden: what seed 1 gave when this was written)', () => {
  const pipeline = compose([randomCrop({ size: [1, 3], padding: 3 }), horizontalFlip()]);
  const at = (epoch: number, index: number): unknown => parametersFor(pipeline, image, { seed: 1, epoch, index });
  expect([at(0, 0), at(0, 1), at(1, 0)]).toMatchInlineSnapshot(`
    [
      [
        {
          "left": 3,
          "top": 1,
        },
        false,
      ],
      [
        {
          "left": -2,
          "top": -1,
        },
        true,
      ],
      [
        {
          "left": 3,
          "top": 1,
        },
        false,
      ],
    ]
  `);
});

it('says what is no transform and no config', () => {
  expect(() => compose([3 as unknown as Transform])).toThrow('each of transforms must be a transform, got 3');
  expect(() => compose(3 as unknown as Transform[])).toThrow(TypeError);
  expect(() => fromConfig({ name: 'sepia' })).toThrow(
    /^fromConfig: config.name must be one of affine, .*zeroCenter, got "sepia"$/,
  );
  expect(() => fromConfig({ name: 'compose' })).toThrow(
    new TypeError('fromConfig: config.transforms must be a list, got undefined'),
  );
  expect(() => fromConfig({ name: 'randomCrop' })).toThrow(TypeError);
  expect(() => fromConfig({ name: 'toString' })).toThrow(RangeError);
  expect(() => fromConfig(null as unknown as TransformConfig)).toThrow(RangeError);
  expect(() => fromConfig({ name: 'horizontalFlip', probability: 'often' })).toThrow(TypeError);
});
