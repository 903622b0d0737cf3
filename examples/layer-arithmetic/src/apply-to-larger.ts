import type { Dataset, Field } from '@gradlab/datasets';
import { fullyConvolutional, type Model } from '@gradlab/models';
import { type Seed, uniform } from '@gradlab/random';
import * as tf from '@tensorflow/tfjs-core';

/** A digit that was put on the larger image. */
export interface PlacedDigit {
  readonly label: number;
  /** Its upper left corner. */
  readonly top: number;
  readonly left: number;
  /** What the map says at its place. */
  readonly prediction: number;
}

/** A network for digits, applied to a larger image at once and crop by crop. */
export interface LargerMap {
  /** Height and width of the image. */
  readonly size: number;
  /** Brightness in [0, 255], row by row. */
  readonly pixels: readonly number[];
  /** Distance in pixels of neighbouring places. */
  readonly stride: number;
  /** The class at each place, and the probability that it is given; rows first. */
  readonly classes: readonly (readonly number[])[];
  readonly probabilities: readonly (readonly number[])[];
  /** Over all places and classes: largest score, and greatest difference of a score from that of the crop. */
  readonly largestScore: number;
  readonly greatestDifference: number;
  readonly digits: readonly PlacedDigit[];
  /** Of the large image at once, and of all crops one by one. */
  readonly multiplyAdds: { readonly atOnce: number; readonly cropByCrop: number };
}

const DIGIT = 28;
const SIZE = 96;
/** Digits stand in three rows of three, each a little off. */
const CELL = 32;

/**
 * Applies a network for digits to an image with nine of them: at once, and crop by crop.
 *
 * @param digits the first nine are put on it
 */
export function applyToLarger(model: Model, digits: Dataset<Field>, seed: Seed): LargerMap {
  const large = fullyConvolutional(model, { inputShape: [SIZE, SIZE, 1] });
  try {
    const [rows = 1, columns = 1, classes = 1] = large.outputShape;
    const stride = (SIZE - DIGIT) / (rows - 1);
    const { pixels, places } = compose(digits, stride, seed);
    const [atOnce, probabilities, crops] = tf.tidy(() => {
      const image = tf.div(tf.tensor(Float32Array.from(pixels), [1, SIZE, SIZE, 1]), 255);
      const scores = large.apply(image);
      return [
        scores.dataSync<'float32'>(),
        tf.softmax(scores).dataSync<'float32'>(),
        cropScores(model, image, rows, stride),
      ];
    });
    const cells = Array.from({ length: rows * columns }, (_, i) =>
      largestIn(probabilities.subarray(i * classes, (i + 1) * classes)),
    );
    const grid = <T>(of: (cell: { index: number; value: number }) => T): T[][] =>
      Array.from({ length: rows }, (_, i) => cells.slice(i * columns, (i + 1) * columns).map(of));
    const sum = ({ layers }: Model): number => layers.reduce((total, layer) => total + layer.multiplyAdds, 0);
    return {
      size: SIZE,
      pixels,
      stride,
      classes: grid(({ index }) => index),
      probabilities: grid(({ value }) => value),
      largestScore: atOnce.reduce((largest, score) => Math.max(largest, Math.abs(score)), 0),
      greatestDifference: atOnce.reduce(
        (most, score, i) => Math.max(most, Math.abs(score - (crops[i] ?? Number.NaN))),
        0,
      ),
      digits: places.map((place) => ({
        ...place,
        prediction: cells[(place.top / stride) * columns + place.left / stride]?.index ?? -1,
      })),
      multiplyAdds: { atOnce: sum(large), cropByCrop: cells.length * sum(model) },
    };
  } finally {
    large.dispose();
  }
}

/** The scores of every crop of a digit's size, in the order of the places. */
function cropScores(model: Model, image: tf.Tensor, rows: number, stride: number): Float32Array {
  const crops = Array.from({ length: rows * rows }, (_, i) =>
    tf.slice(image, [0, Math.floor(i / rows) * stride, (i % rows) * stride, 0], [1, DIGIT, DIGIT, 1]),
  );
  return model.apply(tf.concat(crops, 0)).dataSync<'float32'>();
}

/** Nine digits, or as many as there are, on black, their corners where the network has a place. */
function compose(
  { x, y, size }: Dataset<Field>,
  stride: number,
  seed: Seed,
): { pixels: number[]; places: Omit<PlacedDigit, 'prediction'>[] } {
  const pixels: number[] = new Array(SIZE * SIZE).fill(0);
  const shifts = uniform(seed, 18);
  const places = Array.from({ length: Math.min(9, size) }, (_, i) => {
    const shift = (k: number): number => stride * Math.floor((shifts[2 * i + k] ?? 0) * (1 + (CELL - DIGIT) / stride));
    const [top, left] = [CELL * Math.floor(i / 3) + shift(0), CELL * (i % 3) + shift(1)];
    for (let pixel = 0; pixel < DIGIT * DIGIT; pixel++) {
      const place = (top + Math.floor(pixel / DIGIT)) * SIZE + left + (pixel % DIGIT);
      pixels[place] = x.data[i * DIGIT * DIGIT + pixel] ?? 0;
    }
    return { label: y.data[i] ?? -1, top, left };
  });
  return { pixels, places };
}

function largestIn(values: Float32Array): { index: number; value: number } {
  const value = Math.max(...values);
  return { index: values.indexOf(value), value };
}
