import { heatMap, imageGrid } from '@gradlab/plots';
import { type Figure, type RunFolder, saveFigure } from '@gradlab-examples/harness';
import type { LargerImage } from './larger-image.ts';
import type { FieldMeasurement } from './measure-fields.ts';
import type { Results } from './results.ts';

/** What was drawn. */
export interface Figures {
  readonly fields?: Figure;
  readonly picture?: Figure;
  readonly colours?: Figure;
  readonly map?: Figure;
}

export async function drawFigures(folder: RunFolder, { fields, larger }: Results): Promise<Figures> {
  return {
    ...(fields && { fields: await drawFields(folder, fields) }),
    ...(larger && {
      picture: await drawPicture(folder, larger),
      colours: await drawColours(folder),
      map: await drawMap(folder, larger),
    }),
  };
}

/** All to one scale, in the middle of the largest. */
function drawFields(folder: RunFolder, fields: readonly FieldMeasurement[]): Promise<Figure> {
  const drawn = fields.flatMap(({ layer, measured, mask }) => (mask ? [{ layer, measured, mask }] : []));
  const side = 2 + Math.max(...drawn.flatMap(({ measured }) => measured));
  const images = drawn.map(({ layer, measured: [height, width], mask }) => {
    const data = new Uint8Array(side * side).fill(40);
    for (const [i, line] of mask.entries()) {
      for (const [j, seen] of line.entries()) {
        data[(((side - height) >> 1) + i) * side + ((side - width) >> 1) + j] = seen === 1 ? 255 : 120;
      }
    }
    return { data, shape: [side, side], caption: [layer, `${height} × ${width}`] };
  });
  const title = `${fields[0]?.network}: pixels that one output of each layer sees`;
  const caption = 'White: pixels by which the output has a gradient; grey: the rest of the box around them.';
  return saveFigure(folder, 'receptive-fields', caption, imageGrid({ title, images, columns: 6, tileSize: 96 }));
}

// Of the digits 0 to 9; light enough to be seen on black.
const COLOURS = [
  [230, 159, 0],
  [86, 180, 233],
  [0, 158, 115],
  [240, 228, 66],
  [70, 110, 220],
  [213, 94, 0],
  [204, 121, 167],
  [170, 170, 170],
  [150, 90, 220],
  [140, 220, 90],
] as const;

const DIGIT = 28;

/** The image, and the same with the class of every place in a square around the middle of what it sees. */
function drawPicture(
  folder: RunFolder,
  { size, pixels, stride, classes, probabilities }: LargerImage,
): Promise<Figure> {
  const tinted = new Uint8Array(3 * size * size);
  for (const [i, brightness] of pixels.entries()) tinted.fill(brightness, 3 * i, 3 * i + 3);
  for (const [row, line] of classes.entries()) {
    for (const [column, label] of line.entries()) {
      const opacity = 0.8 * (probabilities[row]?.[column] ?? 0) ** 2;
      const [top, left] = [row, column].map((k) => k * stride + (DIGIT - stride) / 2) as [number, number];
      for (let pixel = 0; pixel < stride * stride; pixel++) {
        const place = (top + Math.floor(pixel / stride)) * size + left + (pixel % stride);
        const grey = pixels[place] ?? 0;
        for (let c = 0; c < 3; c++) tinted[3 * place + c] = grey + opacity * 0.6 * ((COLOURS[label]?.[c] ?? 0) - grey);
      }
    }
  }
  const images = [
    { data: Uint8Array.from(pixels), shape: [size, size], caption: 'the larger image' },
    { data: tinted, shape: [size, size, 3], caption: 'with the class at each place' },
  ];
  const svg = imageGrid({
    title: 'A network for single digits on an image with nine',
    images,
    columns: 2,
    tileSize: 288,
  });
  const caption =
    'Each square is a place, coloured by its class, the stronger the higher its probability; the network knows digits alone, and names one between them, too.';
  return saveFigure(folder, 'larger-image', caption, svg);
}

function drawColours(folder: RunFolder): Promise<Figure> {
  const images = COLOURS.map((colour, label) => {
    const data = Uint8Array.from({ length: 3 * 64 }, (_, i) => colour[i % 3] ?? 0);
    return { data, shape: [8, 8, 3], caption: String(label) };
  });
  const svg = imageGrid({ title: 'The colours of the classes', images, columns: 10, tileSize: 40 });
  return saveFigure(folder, 'class-colours', 'A colour for each digit.', svg);
}

function drawMap(folder: RunFolder, { classes, probabilities, stride }: LargerImage): Promise<Figure> {
  const names = classes.map((_, i) => String(i * stride));
  const svg = heatMap({
    title: 'The class at each place of the larger image',
    rows: { label: 'upper edge of the crop (pixels)', names },
    columns: { label: 'left edge of the crop (pixels)', names: (classes[0] ?? []).map((_, i) => String(i * stride)) },
    values: classes,
    shades: probabilities,
    domain: [0, 1],
  });
  return saveFigure(folder, 'class-map', 'The likeliest digit; the darker, the higher its probability.', svg);
}
