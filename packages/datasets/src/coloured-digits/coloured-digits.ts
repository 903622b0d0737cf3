import { foldIn, type Seed, uniform } from '@gradlab/random';
import { describeShape, requireInteger, requireNumber } from '@gradlab-internal/checks';
import { balancedLabels } from '../balanced-labels.ts';
import { checkDataset } from '../create-dataset.ts';
import type { Dataset, Field } from '../dataset.ts';
import { syntheticDigits } from '../synthetic-digits/synthetic-digits.ts';
import { PALETTE } from './palette.ts';

export interface ColouredDigitsOptions {
  readonly seed: Seed;
  /** Grey 8-bit digits `[height, width, 1]` to be coloured, such as MNIST. Default: `size` synthetic ones. */
  readonly digits?: Dataset<Field>;
  /** How many examples; needed where no `digits` are given, and then these many of them if they are. */
  readonly size?: number;
  /** How far each channel of an example's colour may be dimmed, in [0, 1). Default 0.25. */
  readonly jitter?: number;
}

/** What a coloured digit is labelled with. */
export interface ColouredTargets {
  readonly digit: Field;
  readonly colour: Field;
  readonly [name: string]: Field;
}

/**
 * Digits in one of eight colours on black: two things to tell of one image. The colour of example `i` depends on the seed and on `i`
 * alone, and not on the digit; of every eight consecutive examples each colour is one.
 *
 * @param options seed, digits or size, jitter
 * @returns x 8-bit `[height, width, 3]` with scale 1/255; y `digit` and `colour`, each a class `[]`
 * @throws TypeError or RangeError if an option is not valid, or the digits are not grey 8-bit images
 * @example
 * ```ts
 * import { colouredDigits } from '@gradlab/datasets';
 *
 * const digits = colouredDigits({ size: 100, seed: 1 }); // or { digits: await loadMnist(), seed: 1 }
 * console.log(digits.x.shape, digits.y.colour.classNames); // [ 28, 28, 3 ] [ 'red', 'orange', … ]
 * ```
 */
export function colouredDigits(options: ColouredDigitsOptions): Dataset<ColouredTargets> {
  const { seed, jitter = 0.25 } = options;
  requireNumber('colouredDigits', 'jitter', jitter, { min: 0, below: 1 });
  const { grey, labels, size, name } = sourceOf(options);
  const key = foldIn(seed, 'colouredDigits');
  const colours = balancedLabels(foldIn(key, 'colour'), size, PALETTE.length);
  const dimming = uniform(foldIn(key, 'jitter'), 3 * size);
  const [height = 0, width = 0] = grey.shape;
  const images = new Uint8Array(size * height * width * 3);
  for (let i = 0; i < size; i++) {
    const rgb = PALETTE[colours[i] as number]?.rgb ?? [0, 0, 0];
    const strength = rgb.map((channel, c) => (channel / 255) * (1 - jitter * (dimming[3 * i + c] as number)));
    paint(grey.data, images, i * height * width, height * width, strength);
  }
  return {
    name: `coloured-${name}`,
    size,
    x: { data: images, shape: [height, width, 3], scale: 1 / 255 },
    y: {
      digit: labels,
      colour: { data: colours, shape: [], classNames: PALETTE.map((colour) => colour.name) },
    },
  };
}

interface Source {
  readonly grey: Field;
  readonly labels: Field;
  readonly size: number;
  readonly name: string;
}

function sourceOf({ digits, size, seed }: ColouredDigitsOptions): Source {
  if (digits === undefined) {
    const made = syntheticDigits({ size: requireInteger('colouredDigits', 'size', size, { min: 0 }), seed });
    return { grey: made.x, labels: made.y, size: made.size, name: 'digits' };
  }
  checkDataset('colouredDigits', digits);
  const { x, y } = digits;
  if (!(x.data instanceof Uint8Array) || x.shape.length !== 3 || x.shape[2] !== 1) {
    throw new RangeError(
      `colouredDigits: digits.x must be 8-bit images [height,width,1], got ${x.data.constructor.name} ${describeShape(x.shape)}`,
    );
  }
  const count = requireInteger('colouredDigits', 'size', size ?? digits.size, { min: 0, max: digits.size });
  return { grey: x, labels: { ...y, data: y.data.subarray(0, count) }, size: count, name: digits.name };
}

function paint(
  grey: Field['data'],
  images: Uint8Array,
  from: number,
  pixels: number,
  strength: readonly number[],
): void {
  for (let pixel = from; pixel < from + pixels; pixel++) {
    for (let c = 0; c < 3; c++) images[3 * pixel + c] = Math.round((grey[pixel] as number) * (strength[c] as number));
  }
}
