import { join } from 'node:path';
import { batches, type Dataset, type Field, take } from '@gradlab/datasets';
import { imageGrid } from '@gradlab/plots';
import { type Figure, loadModel, type RunFolder, saveFigure, WEIGHTS_FILE } from '@gradlab-examples/harness';
import * as tf from '@tensorflow/tfjs-core';
import { inputTransform, referenceTo } from '../inputs.ts';
import type { Photos } from '../photos.ts';
import type { Training } from '../training.ts';
import { photoAt } from './draw-photos.ts';

/** Maps of each convolution that are shown: the first ones. */
const MAPS = 7;
/** Of the photo; smaller maps are enlarged to it. */
const SIZE = 64;

interface FeatureMap {
  readonly layer: string;
  readonly channel: number;
  readonly data: Float32Array;
  readonly shape: readonly number[];
  /** Of the map itself. */
  readonly size: string;
}

/**
 * Draws what each convolution of a trained network makes of one test photo.
 *
 * @param partFolder where the training's part left its weights
 */
export async function drawFeatures(
  folder: RunFolder,
  { label, settings }: Training,
  partFolder: string,
  photos: Photos,
): Promise<Figure> {
  const { model } = await loadModel(join(partFolder, WEIGHTS_FILE));
  try {
    const layers = model.layers.map(({ name }) => name).filter((name) => name.startsWith('conv'));
    const transform = inputTransform(settings.input, photos.train);
    const maps: FeatureMap[] = [];
    for await (const { x } of onePhoto(photos.test, transform && referenceTo(transform))) {
      const taps = Object.fromEntries(
        layers.map((layer) => [layer, (output: tf.Tensor) => maps.push(...firstMaps(layer, output))]),
      );
      tf.dispose(model.apply(x, { taps }));
    }
    const pictures = layers.flatMap((layer) => [
      { data: photoAt(photos.test, 0), shape: [64, 64, 3], caption: [layer, 'the photo'] },
      ...maps
        .filter((map) => map.layer === layer)
        .map(({ data, shape, channel, size }) => ({
          data,
          shape,
          range: 'extent' as const,
          caption: [size, `map ${channel + 1}`],
        })),
    ]);
    const svg = imageGrid({ title: `${label}: feature maps`, images: pictures, columns: MAPS + 1, tileSize: 72 });
    return await saveFigure(
      folder,
      'features',
      'The first test photo, and the first maps of each convolution before its activation, each from its least value (black) to its largest.',
      svg,
    );
  } finally {
    model.dispose();
  }
}

function onePhoto(test: Dataset<Field>, transform: ReturnType<typeof referenceTo> | undefined) {
  return batches(take(test, 1), { batchSize: 1, ...(transform !== undefined && { transform }) });
}

/** @param output `[1, height, width, channels]` */
function firstMaps(layer: string, output: tf.Tensor): FeatureMap[] {
  const [, height = 0, width = 0, channels = 0] = output.shape;
  const values = output.dataSync();
  return Array.from({ length: Math.min(MAPS, channels) }, (_, channel) => ({
    layer,
    channel,
    size: `${height} × ${width}`,
    ...enlarged(height, width, (pixel) => values[pixel * channels + channel] ?? 0),
  }));
}

/** Of the photo's size, each value a square of pixels. */
function enlarged(
  height: number,
  width: number,
  valueAt: (pixel: number) => number,
): Pick<FeatureMap, 'data' | 'shape'> {
  const factor = Math.max(1, Math.floor(SIZE / Math.max(height, width)));
  const shape = [height * factor, width * factor] as const;
  const data = Float32Array.from({ length: shape[0] * shape[1] }, (_, i) => {
    const [row, column] = [Math.floor(i / shape[1]), i % shape[1]];
    return valueAt(Math.floor(row / factor) * width + Math.floor(column / factor));
  });
  return { data, shape };
}
