import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as augment from '../src/index.ts';
import { fromConfig, type ImageArray, parametersFor, type TransformConfig } from '../src/index.ts';
import { everyTransform } from './every-transform.ts';

const numRuns = process.env.GRADLAB_STRESS === '1' ? 1000 : 30;

/** Tiny and odd sizes, one and three channels, 8-bit and float32, both ranges. */
const image: fc.Arbitrary<ImageArray> = fc
  .record({
    height: fc.integer({ min: 1, max: 7 }),
    width: fc.integer({ min: 1, max: 7 }),
    channels: fc.constantFrom(1, 3),
    kind: fc.constantFrom('bytes', 'unit', 'wide'),
    start: fc.nat(200),
  })
  .map(({ height, width, channels, kind, start }) => {
    const shape = [height, width, channels];
    const bytes = Uint8Array.from({ length: height * width * channels }, (_, i) => start + 37 * i);
    if (kind === 'bytes') return { data: bytes, shape, scale: 1 / 255, range: [0, 255] };
    if (kind === 'wide') return { data: Float32Array.from(bytes), shape, scale: 1 / 255, range: [0, 255] };
    return { data: Float32Array.from(bytes, (value) => value / 255), shape, range: [0, 1] };
  });
const draw = fc.record({ seed: fc.nat(), epoch: fc.nat(100), index: fc.nat(100_000) });

it('has every factory of the package in the list', () => {
  const others = [
    'applyToBatch',
    'batchTransformFromConfig',
    'contactSheet',
    'cutmix',
    'defineTransform',
    'fromConfig',
    'mixup',
    'parametersFor',
  ];
  const names = new Set(everyTransform.map(({ config }) => config.name));
  const factories = Object.keys(augment).filter((name) => !others.includes(name));
  expect([...names].sort()).toEqual(factories.sort());
});

describe.each(everyTransform.map((transform) => [JSON.stringify(transform.config), transform] as const))(
  '%s',
  (_, transform) => {
    it('depends on its arguments alone and does not write to the image', () => {
      fc.assert(
        fc.property(image, draw, draw, (input, at, other) => {
          const before = input.data.slice();
          const first = transform.apply(input, at);
          transform.apply(input, other);
          expect(transform.apply(input, at)).toEqual(first);
          expect(input.data).toEqual(before);
        }),
        { numRuns },
      );
    });

    it('gives the shape it promises and values within the range that it leaves declared', () => {
      fc.assert(
        fc.property(image, draw, (input, at) => {
          const { data, shape, range } = transform.apply(input, at);
          const [height = 0, width = 0, channels = 0] = input.shape;
          expect(shape).toEqual(transform.outputShape([height, width, channels], parametersFor(transform, input, at)));
          expect(data).toHaveLength(shape.reduce((product, n) => product * n, 1));
          const [low, high] = range ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
          // A float32 sum of weighted values may pass the range by its rounding; a bicubic filter really overshoots.
          const slack = transform.config.interpolation === 'bicubic' ? high : 1e-5 * high;
          expect(data.every((value) => Number.isFinite(value) && value >= low - slack && value <= high + slack)).toBe(
            true,
          );
        }),
        { numRuns },
      );
    });

    it('survives JSON: its config builds the same transform, its parameters replay the same image', () => {
      fc.assert(
        fc.property(image, draw, (input, at) => {
          const rebuilt = fromConfig(JSON.parse(JSON.stringify(transform.config)));
          expect(rebuilt.config).toEqual(transform.config);
          const expected = transform.apply(input, at);
          expect(rebuilt.apply(input, at)).toEqual(expected);
          const parameters = JSON.parse(JSON.stringify(parametersFor(transform, input, at)));
          expect(transform.applyParameters(input, parameters)).toEqual(expected);
        }),
        { numRuns },
      );
    });

    it('keeps the kind of values, or gives float32 without a range that was not asked for', () => {
      fc.assert(
        fc.property(image, draw, (input, at) => {
          const { data, range, scale } = transform.apply(input, at);
          const kept = data.constructor === input.data.constructor && range === input.range && scale === input.scale;
          const declared = range === undefined || String(range) === String(transform.config.range);
          expect(kept || (data instanceof Float32Array && declared)).toBe(true);
        }),
        { numRuns },
      );
    });

    it('takes an image of no pixels or says why not', () => {
      const empty: ImageArray = { data: new Uint8Array(0), shape: [0, 3, 1], range: [0, 255] };
      for (let index = 0; index < 10; index++) {
        try {
          expect(transform.apply(empty, { seed: 1, index }).data).toBeInstanceOf(Object);
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
          expect(String(error)).toMatch(/(image must have pixels|image must be at least)/);
        }
      }
    });

    it('refuses what is no image and no draw', () => {
      const good: ImageArray = { data: new Uint8Array(48), shape: [4, 4, 3], range: [0, 255] };
      expect(() => transform.apply({ ...good, data: [1] as unknown as Uint8Array }, { seed: 1 })).toThrow(TypeError);
      expect(() => transform.apply({ ...good, shape: [4, 12] }, { seed: 1 })).toThrow(
        'must be [height, width, channels]',
      );
      expect(() => transform.apply({ ...good, shape: [4, 4, 1] }, { seed: 1 })).toThrow('holds 16 values, got 48');
      expect(() => transform.apply(good, { seed: 1, index: -1 })).toThrow(RangeError);
    });

    it('refuses options of a wrong kind, naming the function and the option', () => {
      for (const option of Object.keys(transform.config).filter((key) => key !== 'name')) {
        const wrong = { ...transform.config, [option]: { not: 'an option' } } as TransformConfig;
        const refusal = new RegExp(`^(${transform.config.name}|fromConfig): .*(${option}|config.name)`);
        expect(() => fromConfig(wrong), option).toThrow(refusal);
      }
    });
  },
);
