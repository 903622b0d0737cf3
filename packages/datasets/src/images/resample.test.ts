import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { difference } from '../../test/difference.ts';
import { fitGeometry } from './fit-geometry.ts';
import goldens from './goldens.json' with { type: 'json' };
import type { ImageFit } from './image-decoder.ts';
import { resample } from './resample.ts';

async function rgbaOf(name: string): Promise<{ data: Uint8Array; width: number; height: number }> {
  const file = readFileSync(new URL(`goldens/${name}`, import.meta.url));
  const { data, info } = await sharp(file).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

// Pillow sums in integers of 22 bits, this in doubles: the roundings after each of the two passes may differ.
it.each(['tall.png', 'palette.png', 'wide.jpg'] as const)(
  '%s scaled is what Pillow makes of it, within 1',
  async (name) => {
    const { data, ...source } = await rgbaOf(name);
    for (const { pixels, fit, ...size } of goldens.drawn[name]) {
      const geometry = fitGeometry(source.width, source.height, { ...size, fit: fit as ImageFit });
      const { mean, largest } = difference(resample(data, source, geometry, size), Buffer.from(pixels, 'base64'));
      expect(largest).toBeLessThanOrEqual(1);
      expect(mean).toBeLessThan(0.01);
    }
  },
);

it('keeps one colour, whatever the sizes, and everything where they are the same', () => {
  const side = fc.integer({ min: 1, max: 40 });
  fc.assert(
    fc.property(side, side, side, side, fc.constantFrom<ImageFit>('cover', 'stretch'), (w, h, width, height, fit) => {
      const grey = new Uint8Array(w * h * 4).fill(137);
      const geometry = fitGeometry(w, h, { width, height, fit });
      expect(resample(grey, { width: w, height: h }, geometry, { width, height })).toEqual(
        new Uint8Array(width * height * 3).fill(137),
      );
      const values = Uint8Array.from({ length: w * h * 4 }, (_, i) => (i * 37) % 256);
      const same = resample(
        values,
        { width: w, height: h },
        { width: w, height: h, left: 0, top: 0 },
        { width: w, height: h },
      );
      expect(same).toEqual(values.filter((_, i) => i % 4 < 3));
    }),
  );
});
