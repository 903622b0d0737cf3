// Writes fit.png, the picture of the README: pnpm build && node docs/make-fit.mjs
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { imageDecoder } from '@gradlab/datasets';
import sharp from 'sharp';

const inside = (path) => fileURLToPath(new URL(path, import.meta.url));
const GAP = 12;
const SIDE = 144;

const file = await readFile(inside('../src/images/goldens/wide.jpg'));
const decoder = await imageDecoder();

/** A picture of 36 pixels a side with each pixel four wide, as it is and not smoothed. */
async function panel(fit, channels) {
  const pixels = await decoder.decode(file, { height: 36, width: 36, fit, channels });
  const grown = sharp(pixels, { raw: { width: 36, height: 36, channels } }).resize(SIDE, SIDE, { kernel: 'nearest' });
  return grown.toColourspace('srgb').png().toBuffer();
}

const panels = [
  await sharp(file).resize({ height: SIDE }).png().toBuffer(),
  await panel('cover', 3),
  await panel('stretch', 3),
  await panel('cover', 1),
];
let left = GAP;
const placed = [];
for (const input of panels) {
  placed.push({ input, left, top: GAP });
  left += (await sharp(input).metadata()).width + GAP;
}
await sharp({ create: { width: left, height: SIDE + 2 * GAP, channels: 3, background: 'white' } })
  .composite(placed)
  .png({ palette: true })
  .toFile(inside('fit.png'));
