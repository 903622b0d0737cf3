import { requireInteger, requireNumber } from '@gradlab-internal/checks';
import { centreOfMass, cropToInk } from './ink.ts';
import { type Grey, resizeArea } from './resize-area.ts';

/** How the grey values of a picture are to be read. */
export interface DigitInputOptions {
  /** Rows of pixels. */
  readonly height: number;
  /** Pixels in a row. */
  readonly width: number;
  /** The grey value of the paper. Default 0. */
  readonly paper?: number;
  /** The grey value of full ink, below the paper's for dark ink on bright paper. Default 255. */
  readonly ink?: number;
  /** What has no more than this share of full ink counts as paper, in [0, 1). Default 0; photographed paper, which is never even, needs more. */
  readonly threshold?: number;
}

const SIZE = 28;
const BOX = 20;
// MNIST's centres of mass lie between 13.5 and 14.5, where the middle of the first pixel is 0.
const LEAST_CENTRE = 13.5;
// A symmetric digit lies exactly between two places: rounding must not choose.
const SLACK = 1e-9;

/**
 * Brings a digit to MNIST's form: cropped to its ink, scaled so that the longer side is 20 pixels, each pixel the mean of what it
 * covers, and moved by whole pixels so that its centre of mass lies in the middle of 28×28. MNIST's own digits come out as they were.
 *
 * @param pixels grey values, height × width, row by row
 * @param options height, width; paper, ink, threshold
 * @returns 784 values from 0 (paper) to 1 (ink), row by row; undefined where there is no ink
 * @throws TypeError or RangeError if an option is out of range or there are not height × width finite values
 * @see http://yann.lecun.com/exdb/mnist/
 * @example
 * ```ts
 * import { digitInput } from '@gradlab-examples/digit-input';
 *
 * const stroke = Uint8Array.from({ length: 100 * 60 }, (_, i) => (i % 60 > 28 && i % 60 < 35 ? 255 : 0));
 * console.log(digitInput(stroke, { height: 100, width: 60 })?.length); // 784
 * ```
 */
export function digitInput(pixels: ArrayLike<number>, options: DigitInputOptions): Float32Array | undefined {
  const drawn = cropToInk(readInk(pixels, options));
  if (drawn === undefined) return undefined;
  const scale = BOX / Math.max(drawn.height, drawn.width);
  const sized = resizeArea(drawn, sideOf(drawn.height, scale), sideOf(drawn.width, scale));
  const centre = centreOfMass(sized);
  return place(sized, offsetOf(sized.height, centre.y), offsetOf(sized.width, centre.x));
}

function readInk(pixels: ArrayLike<number>, options: DigitInputOptions): Grey {
  const height = requireInteger('digitInput', 'height', options.height, { min: 0 });
  const width = requireInteger('digitInput', 'width', options.width, { min: 0 });
  const paper = requireNumber('digitInput', 'paper', options.paper ?? 0);
  const ink = requireNumber('digitInput', 'ink', options.ink ?? 255);
  const threshold = requireNumber('digitInput', 'threshold', options.threshold ?? 0, { min: 0, below: 1 });
  if (ink === paper) throw new RangeError(`digitInput: ink must differ from paper, got ${ink} for both`);
  if (pixels.length !== height * width) {
    throw new RangeError(`digitInput: pixels must be ${height} × ${width} values, got ${pixels.length}`);
  }
  const data = Float64Array.from(pixels, (value) => {
    const amount = (requireNumber('digitInput', 'pixels', value) - paper) / (ink - paper);
    return amount > threshold ? Math.min(1, amount) : 0;
  });
  return { height, width, data };
}

function sideOf(length: number, scale: number): number {
  return Math.max(1, Math.round(length * scale));
}

/** Where a side begins, so that the centre comes to the middle; a lopsided digit still stays whole. */
function offsetOf(length: number, centre: number): number {
  const offset = -Math.floor(centre - LEAST_CENTRE + SLACK);
  return Math.min(Math.max(0, offset), SIZE - length);
}

function place({ height, width, data }: Grey, top: number, left: number): Float32Array {
  const made = new Float32Array(SIZE * SIZE);
  for (let y = 0; y < height; y++) made.set(data.subarray(y * width, (y + 1) * width), (top + y) * SIZE + left);
  return made;
}
