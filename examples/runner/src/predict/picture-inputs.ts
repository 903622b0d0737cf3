import { readFile } from 'node:fs/promises';
import { fromConfig } from '@gradlab/augment';
import { imageDecoder } from '@gradlab/datasets';
import { digitInput } from '@gradlab-examples/digit-input';
import type { WeightsDescription } from '@gradlab-examples/harness';

/** A picture as a network's input: `[height, width, channels]`, row by row. */
export interface PictureInput {
  readonly data: Float32Array;
  readonly shape: readonly [height: number, width: number, channels: number];
}

// Strokes of a photographed sheet stay several pixels wide, and a telephone's picture becomes small.
const LARGEST_DIGIT_SIDE = 560;
// Shadows and the grain of paper are weaker than this share of the ink; strokes are stronger.
const PAPER_NOISE = 0.3;

/**
 * Brings a JPEG, PNG or WebP file to the form that a network was trained on.
 *
 * @param path of the file
 * @param shape of the network's input, `[height, width, channels]`
 * @param description of its weights
 * @throws Error if there is no such picture in the file, or no digit in the picture
 */
export async function pictureInput(
  path: string,
  shape: readonly number[],
  description: Pick<WeightsDescription, 'input' | 'transform'>,
): Promise<PictureInput> {
  const bytes = await readFile(path);
  const input = description.input === 'digit' ? await digit(bytes) : await photo(bytes, shape);
  if (description.transform === undefined) return input;
  const image = { ...input, scale: 1, range: [0, 1] as const };
  const { data, shape: transformed } = fromConfig(description.transform).apply(image, { seed: 0 });
  return { data: Float32Array.from(data), shape: transformed as PictureInput['shape'] };
}

/** A whole photo is scaled until it covers the input, and its middle cut out. */
async function photo(
  bytes: Uint8Array,
  [height = 0, width = 0, channels = 0]: readonly number[],
): Promise<PictureInput> {
  const decoder = await imageDecoder();
  const pixels = await decoder.decode(bytes, { height, width, fit: 'cover', channels: channels === 1 ? 1 : 3 });
  return { data: Float32Array.from(pixels, (value) => value / 255), shape: [height, width, channels] };
}

async function digit(bytes: Uint8Array): Promise<PictureInput> {
  // On a transparent ground white ink shows only on a black one.
  const found = (await digitOn('#fff', bytes)) ?? (await digitOn('#000', bytes));
  if (found === undefined) throw new Error('there is no digit on it: every pixel is as bright as the border');
  return { data: found, shape: [28, 28, 1] };
}

async function digitOn(background: string, bytes: Uint8Array): Promise<Float32Array | undefined> {
  // Here, so that no other command depends on it.
  const { default: sharp } = await import('sharp');
  const { data, info } = await sharp(bytes, { failOn: 'error', autoOrient: true })
    .flatten({ background })
    .resize(LARGEST_DIGIT_SIDE, LARGEST_DIGIT_SIDE, { fit: 'inside', withoutEnlargement: true })
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const paper = paperOf(data, info);
  const ink = data.reduce(
    (farthest, value) => (Math.abs(value - paper) > Math.abs(farthest - paper) ? value : farthest),
    paper,
  );
  return ink === paper ? undefined : digitInput(data, { ...info, paper, ink, threshold: PAPER_NOISE });
}

/** The median of the border, which a digit seldom touches: dark ink on bright paper and chalk on a board are both read. */
function paperOf(data: Uint8Array, { width, height }: { readonly width: number; readonly height: number }): number {
  const border = data.filter((_, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    return x === 0 || y === 0 || x === width - 1 || y === height - 1;
  });
  return border.sort()[border.length >> 1] ?? 255;
}
