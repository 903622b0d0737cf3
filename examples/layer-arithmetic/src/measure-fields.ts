import { float64Gradients } from '@gradlab/gradcheck';
import {
  type Conv2dOptions,
  conv2d,
  type Layer,
  type PlacedLayer,
  sequential,
  type ZooName,
  zoo,
} from '@gradlab/models';
import { foldIn, normal, type Seed } from '@gradlab/random';
import * as tf from '@tensorflow/tfjs-core';

/** The receptive field of a layer, worked out and measured. */
export interface FieldMeasurement {
  readonly network: string;
  readonly layer: string;
  /** By the formula. */
  readonly formula: readonly [number, number];
  /** Rows and columns of the smallest box around all pixels by which an output has a gradient that is not zero. */
  readonly measured: readonly [number, number];
  /** How many pixels of the box have one. */
  readonly share: number;
  /** Height and width of the image: so large that the box touches no edge. */
  readonly imageSize: number;
  /** For each pixel of the box, 1 where there is a gradient; rows first. */
  readonly mask?: readonly (readonly number[])[];
}

// A pool passes a gradient to one pixel of its window, another one in every image.
const IMAGES = 8;
// What an output sees does not depend on how many of them there are.
const FILTERS = 2;
const SIZES = [32, 64, 128, 256, 512] as const;

/**
 * Measures what one output of a network's convolutions and pools sees: the pixels by which it has a gradient, in images so large that none of
 * them lies at an edge. The formula is not asked.
 *
 * @param everyLayer every convolution and pool; otherwise the last one
 */
export async function measureFields(name: ZooName, everyLayer: boolean, seed: Seed): Promise<FieldMeasurement[]> {
  const { trunk, layers: rows } = zoo[name].blueprint({ activation: 'softplus' });
  const flat = trunk.findIndex(({ layer }) => layer.kind === 'flatten');
  const windows = trunk.slice(0, flat).flatMap(({ layer }, i) => (/^conv$|Pool$/.test(layer.kind) ? [i] : []));
  const fields: FieldMeasurement[] = [];
  for (const last of everyLayer ? windows : windows.slice(-1)) {
    const { size, box, mask } = await findBox(trunk.slice(0, last + 1), foldIn(seed, last));
    const [height, width] = [box.bottom - box.top + 1, box.right - box.left + 1];
    const inside = mask.slice(box.top, box.bottom + 1).map((line) => line.slice(box.left, box.right + 1));
    const seen = inside.flat().reduce((sum, value) => sum + value, 0);
    fields.push({
      network: name,
      layer: rows[last]?.name ?? '',
      formula: rows[last]?.receptiveField ?? [Number.NaN, Number.NaN],
      measured: [height, width],
      share: seen / (height * width),
      imageSize: size,
      ...(everyLayer && { mask: inside }),
    });
  }
  return fields;
}

/** First and last row and column of what is not zero. */
interface Box {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

async function findBox(
  trunk: readonly PlacedLayer[],
  seed: Seed,
): Promise<{ size: number; box: Box; mask: number[][] }> {
  for (const size of SIZES) {
    const mask = await gradientMask(
      trunk.map(({ layer }) => thin(layer)),
      size,
      seed,
    );
    const box = mask && boxOf(mask);
    if (mask && box && box.top > 0 && box.left > 0 && box.bottom < size - 1 && box.right < size - 1) {
      return { size, box, mask };
    }
  }
  throw new RangeError(`findBox: layers must see less than ${SIZES.at(-1)} pixels`);
}

/** The same window with few filters. */
function thin(layer: Layer): Layer {
  if (layer.kind !== 'conv') return layer;
  return conv2d({ ...(layer.config as Pick<Conv2dOptions, 'kernelSize' | 'stride' | 'padding'>), filters: FILTERS });
}

/**
 * 1 for each pixel by which the output in the middle has a gradient, in any of the images; undefined for an image that is too small. In
 * double precision on plain kernels: fast convolutions of 3×3 (Winograd's) leave rounding where the gradient is zero.
 */
async function gradientMask(layers: readonly Layer[], size: number, seed: Seed): Promise<number[][] | undefined> {
  const model = sequential({ inputShape: [size, size, 1], layers, seed });
  const noise = Float32Array.from(normal(foldIn(seed, 'images'), IMAGES * size * size));
  const images = tf.tensor(noise, [IMAGES, size, size, 1]);
  try {
    const [height = 0, width = 0, channels = 0] = model.outputShape;
    if (height < 3 || width < 3) return undefined;
    const middle = [0, height >> 1, width >> 1, 0];
    const output = (x: tf.Tensor): tf.Tensor => tf.sum(tf.slice(model.apply(x), middle, [IMAGES, 1, 1, channels]));
    const { gradients } = await float64Gradients(output, [images]);
    const mask = Array.from({ length: size }, () => new Array<number>(size).fill(0));
    for (const [i, value] of gradients[0]?.values.entries() ?? []) {
      const line = mask[Math.floor(i / size) % size];
      if (value !== 0 && line) line[i % size] = 1;
    }
    return mask;
  } finally {
    model.dispose();
    images.dispose();
  }
}

function boxOf(mask: readonly (readonly number[])[]): Box | undefined {
  const rows = mask.flatMap((line, i) => (line.includes(1) ? [i] : []));
  const columns = (mask[0] ?? []).flatMap((_, j) => (mask.some((line) => line[j] === 1) ? [j] : []));
  const [top, bottom, left, right] = [rows[0], rows.at(-1), columns[0], columns.at(-1)];
  if (top === undefined || bottom === undefined || left === undefined || right === undefined) return undefined;
  return { top, bottom, left, right };
}
