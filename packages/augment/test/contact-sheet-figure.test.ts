import { imageGrid } from '@gradlab/plots';
import { expect, it } from 'vitest';
import {
  centerCrop,
  colorJitter,
  compose,
  contactSheet,
  horizontalFlip,
  randomApply,
  randomResizedCrop,
  rotation,
} from '../src/index.ts';

/** A house under a sun, `[96, 96, 3]`: what is up, left and its colour can be told in every draw. */
function scene(): Uint8Array {
  const size = 96;
  const colourAt = (x: number, y: number): number[] => {
    if (Math.hypot(x - 74, y - 20) < 11) return [250, 205, 60];
    if (y > 44 && y < 80 && x > 18 && x < 58) return x > 32 && x < 42 && y > 60 ? [70, 45, 30] : [205, 190, 165];
    if (y > 20 && y <= 44 && Math.abs(x - 38) < y - 18) return [170, 60, 45];
    return y >= 78 ? [95, 150 - (x % 8), 70] : [120 + y, 170 + y / 2, 235];
  };
  const places = Array.from({ length: size * size }, (_, i) => [i % size, Math.floor(i / size)] as const);
  return Uint8Array.from(places.flatMap(([x, y]) => colourAt(x, y)));
}

it('draws the picture of the README', async () => {
  const pipeline = compose([
    randomApply(rotation({ degrees: 15 }), { probability: 0.5 }),
    horizontalFlip(),
    randomResizedCrop({ size: 64, scale: [0.4, 1] }),
    colorJitter({ brightness: 0.3, contrast: 0.3, saturation: 0.4, hue: 0.05 }),
    centerCrop({ size: 64 }),
  ]);
  const photo = { data: scene(), shape: [96, 96, 3], range: [0, 255] as const };
  const sheet = contactSheet(pipeline, photo, { seed: 42, count: 12, columns: 6, gap: 4 });
  const svg = imageGrid({ title: 'One picture under twelve draws', images: [sheet.image], tileSize: 640 });
  await expect(svg).toMatchFileSnapshot('../docs/contact-sheet.svg');
});
