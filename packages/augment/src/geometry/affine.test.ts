import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parametersFor } from '../transform.ts';
import { affine } from './affine.ts';
import { rotation } from './rotation.ts';

const image = { data: Uint8Array.from({ length: 49 }, (_, i) => 5 * i), shape: [7, 7, 1] };
const still = { angle: 0, translate: [0, 0], scale: 1, shear: [0, 0] };

it.each(['nearest', 'bilinear'] as const)('leaves an image that is not moved (%s)', (interpolation) => {
  expect(affine({ interpolation }).applyParameters(image, still)).toEqual(image);
});

it('shifts by whole pixels to the right and down', () => {
  const { data } = affine({ fill: 9 }).applyParameters(
    { data: Uint8Array.of(1, 2, 3, 4), shape: [2, 2, 1] },
    { ...still, translate: [1, 1] },
  );
  expect([...data]).toEqual([9, 9, 9, 1]);
});

it('turns clockwise, against the rotation', () => {
  const options = { interpolation: 'bilinear', fill: 7 } as const;
  const clockwise = affine(options).applyParameters(image, { ...still, angle: 30 });
  expect(clockwise.data).toEqual(rotation({ degrees: 0, ...options }).applyParameters(image, -30).data);
});

it('draws within its ranges', () => {
  const wobble = affine({ degrees: [5, 9], translate: [0.3, 0], scale: [0.5, 2], shearX: 3, shearY: [1, 2] });
  fc.assert(
    fc.property(fc.nat(), (index) => {
      const { angle, translate, scale, shear } = parametersFor(wobble, image, {
        seed: 1,
        index,
      }) as unknown as typeof still;
      const [x = 0, y = 0] = translate;
      expect(angle >= 5 && angle <= 9 && scale >= 0.5 && scale <= 2).toBe(true);
      // 0.3 · 7 = 2.1 pixels at most.
      expect(Number.isInteger(x) && Math.abs(x) <= 2 && y === 0).toBe(true);
      expect(Math.abs(shear[0] ?? 9) <= 3 && (shear[1] ?? 0) >= 1 && (shear[1] ?? 9) <= 2).toBe(true);
    }),
  );
});
