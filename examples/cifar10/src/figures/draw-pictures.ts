import { parametersFor, type Transform } from '@gradlab/augment';
import type { Dataset, Field } from '@gradlab/datasets';
import { type GridPicture, imageGrid } from '@gradlab/plots';
import { type Figure, percent, type RunFolder, saveFigure } from '@gradlab-examples/harness';
import { augmentation, meanImage } from '../inputs.ts';
import type { Pictures } from '../pictures.ts';
import type { Training } from '../training.ts';

/** The bytes of one picture. */
function pictureAt({ x }: Dataset<Field>, index: number): Uint8Array {
  const elements = x.shape.reduce((product, length) => product * length, 1);
  return Uint8Array.from(x.data.subarray(index * elements, (index + 1) * elements));
}

const nameOf = ({ classes }: Pictures, label: number): string => classes[label] ?? String(label);

const SAMPLES = 15;

/** The first training pictures, and the mean of them all. */
export function drawSamples(folder: RunFolder, pictures: Pictures): Promise<Figure> {
  const { train } = pictures;
  const shape = train.x.shape;
  const samples = Array.from({ length: Math.min(SAMPLES, train.size) }, (_, i): GridPicture => {
    return { data: pictureAt(train, i), shape, caption: nameOf(pictures, train.y.data[i] ?? 0) };
  });
  const mean: GridPicture = { data: Float32Array.from(meanImage(train)), shape, range: [0, 1], caption: 'mean of all' };
  const svg = imageGrid({ title: 'Training pictures', images: [...samples, mean], columns: 8, tileSize: 72 });
  const caption = 'The first training pictures with their classes, and last the mean of them all, which is subtracted.';
  return saveFigure(folder, 'samples', caption, svg);
}

const AUGMENTED = { pictures: 3, draws: 7 } as const;

/** Some training pictures, each beside draws of the augmentation. */
export function drawAugmented(folder: RunFolder, { train }: Pictures, seed: number): Promise<Figure> {
  const shape = train.x.shape;
  const transform = augmentation({ flip: true, crop: true }, shape[0] ?? 0);
  const images = Array.from({ length: Math.min(AUGMENTED.pictures, train.size) }, (_, index): GridPicture[] => {
    const data = pictureAt(train, index);
    const draws = Array.from({ length: transform === undefined ? 0 : AUGMENTED.draws }, (_, i): GridPicture => {
      return {
        data: augmented(transform, data, shape, { seed, epoch: i + 1, index }),
        shape,
        caption: `draw ${i + 1}`,
      };
    });
    return [{ data, shape, caption: 'as it is' }, ...draws];
  });
  const svg = imageGrid({ title: 'Augmented training pictures', images: images.flat(), columns: 8, tileSize: 72 });
  const caption = 'Three training pictures, and each under seven draws of flip and crop.';
  return saveFigure(folder, 'augmented', caption, svg);
}

function augmented(
  transform: Transform | undefined,
  data: Uint8Array,
  shape: readonly number[],
  draw: { readonly seed: number; readonly epoch: number; readonly index: number },
): Uint8Array {
  if (transform === undefined) return data;
  const image = { data, shape, scale: 1 / 255, range: [0, 255] as const };
  return Uint8Array.from(transform.applyParameters(image, parametersFor(transform, image, draw)).data);
}

/** The test pictures of a row's largest loss. */
export function drawHardest(folder: RunFolder, pictures: Pictures, { label, hardest }: Training): Promise<Figure> {
  const images = hardest.map(
    (example): GridPicture => ({
      data: pictureAt(pictures.test, example.index),
      shape: pictures.test.x.shape,
      caption: [
        nameOf(pictures, example.label),
        `→ ${nameOf(pictures, example.prediction)}`,
        `sure to ${percent(example.probability, 0)}`,
      ],
      mark: example.label === example.prediction ? 'right' : 'wrong',
    }),
  );
  const svg = imageGrid({ title: `${label}: the hardest test pictures`, images, columns: 6, tileSize: 96 });
  const caption =
    'Test pictures of the largest loss, each with its class and what it is taken for; a dashed frame stands for a mistake.';
  return saveFigure(folder, 'hardest', caption, svg);
}
