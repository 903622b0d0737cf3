import { parametersFor, type Transform } from '@gradlab/augment';
import type { Dataset, Field } from '@gradlab/datasets';
import { type GridPicture, imageGrid } from '@gradlab/plots';
import { type Figure, percent, type RunFolder, saveFigure } from '@gradlab-examples/harness';
import { augmentation } from '../inputs.ts';
import { PHOTO_CLASSES } from '../photos.ts';
import type { Verdict } from '../scores.ts';

const ELEMENTS = 64 * 64 * 3;
const SHAPE = [64, 64, 3] as const;

/** The bytes of one photo. */
export function photoAt({ x }: Dataset<Field>, index: number): Uint8Array {
  return Uint8Array.from(x.data.subarray(index * ELEMENTS, (index + 1) * ELEMENTS));
}

const nameOf = (label: number): string => PHOTO_CLASSES[label] ?? String(label);

const SAMPLES = 16;

/** The first training photos. */
export function drawSamples(folder: RunFolder, train: Dataset<Field>): Promise<Figure> {
  const images = Array.from({ length: Math.min(SAMPLES, train.size) }, (_, i) => ({
    data: photoAt(train, i),
    shape: SHAPE,
    caption: nameOf(train.y.data[i] ?? 0),
  }));
  const svg = imageGrid({ title: 'Training photos', images, columns: 8, tileSize: 72 });
  return saveFigure(folder, 'samples', 'The first training photos, with their classes.', svg);
}

const AUGMENTED = { photos: 3, draws: 7 } as const;

/** Some training photos, each beside draws of the augmentation. */
export function drawAugmented(folder: RunFolder, train: Dataset<Field>, seed: number): Promise<Figure> {
  const transform = augmentation();
  const images = Array.from({ length: Math.min(AUGMENTED.photos, train.size) }, (_, i) => [
    { data: photoAt(train, i), shape: SHAPE, caption: 'as it is' },
    ...Array.from({ length: AUGMENTED.draws }, (_, epoch) =>
      augmented(transform, train, i, { seed, epoch: epoch + 1 }),
    ),
  ]);
  const svg = imageGrid({ title: 'Augmented training photos', images: images.flat(), columns: 8, tileSize: 72 });
  return saveFigure(folder, 'augmented', 'Three training photos, and each under seven draws of the augmentation.', svg);
}

function augmented(
  transform: Transform,
  train: Dataset<Field>,
  index: number,
  { seed, epoch }: { readonly seed: number; readonly epoch: number },
): GridPicture {
  const image = { data: photoAt(train, index), shape: SHAPE, scale: 1 / 255, range: [0, 255] as const };
  const parameters = parametersFor(transform, image, { seed, epoch, index });
  const { data } = transform.applyParameters(image, parameters);
  return { data: Uint8Array.from(data), shape: SHAPE, caption: `draw ${epoch}` };
}

/** Test photos with what a network says of them. */
export function drawVerdicts(
  folder: RunFolder,
  test: Dataset<Field>,
  { name, title, caption, verdicts }: VerdictGrid,
): Promise<Figure | undefined> {
  if (verdicts.length === 0) return Promise.resolve(undefined);
  const images = verdicts.map(({ index, label, prediction, confidence }) => ({
    data: photoAt(test, index),
    shape: SHAPE,
    caption: [`a ${nameOf(label)},`, `seen as a ${nameOf(prediction)}`, `sure to ${percent(confidence, 1)}`],
    mark: label === prediction ? ('right' as const) : ('wrong' as const),
  }));
  return saveFigure(folder, name, caption, imageGrid({ title, images, columns: 6, tileSize: 96 }));
}

/** What to draw of some test photos. */
interface VerdictGrid {
  /** Of the file. */
  readonly name: string;
  readonly title: string;
  readonly caption: string;
  readonly verdicts: readonly Verdict[];
}
