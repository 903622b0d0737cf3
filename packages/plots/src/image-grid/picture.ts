import { describeShape, describeValue, requireShape } from '@gradlab-internal/checks';
import { encode } from 'fast-png';

/** Pixels of one picture, as data sets and transforms keep them. */
export interface Picture {
  /** `height × width × channels` values in row-major order. */
  readonly data: Uint8Array | Uint8ClampedArray | Float32Array;
  /** `[height, width]` or `[height, width, channels]` with 1 (grey), 3 (red, green, blue) or 4 channels (opacity last). */
  readonly shape: readonly number[];
  /**
   * The values shown as black and as white. Default `[0, 255]` for bytes; floats must state it, or ask with `extent` for
   * their own least and largest value (as for feature maps).
   */
  readonly range?: readonly [black: number, white: number] | 'extent';
}

/** A picture as bytes of a PNG, with its size in pixels. */
export interface EncodedPicture {
  readonly height: number;
  readonly width: number;
  readonly href: string;
}

/** Checks a picture and encodes it losslessly. */
export function encodePicture(caller: string, name: string, picture: Picture): EncodedPicture {
  const { data, shape } = readPicture(caller, name, picture);
  const [height = 0, width = 0, channels = 1] = shape;
  const [black, white] = readRange(caller, name, picture);
  const bytes = Uint8Array.from(data, (value) => level(value, black, white));
  const png = encode({ height, width, channels, data: bytes, depth: 8 });
  return { height, width, href: `data:image/png;base64,${base64(png)}` };
}

/** NaN, as from weights that diverged, is shown as black. */
function level(value: number, black: number, white: number): number {
  const share = (value - black) / (white - black);
  return Number.isNaN(share) ? 0 : Math.round(255 * Math.min(1, Math.max(0, share)));
}

function readPicture(caller: string, name: string, picture: Picture): Picture {
  if (typeof picture !== 'object' || picture === null) {
    throw new TypeError(`${caller}: ${name} must be an object with data and a shape, got ${describeValue(picture)}`);
  }
  const { data } = picture;
  if (!(data instanceof Uint8Array || data instanceof Uint8ClampedArray || data instanceof Float32Array)) {
    throw new TypeError(
      `${caller}: ${name}.data must be a Uint8Array, Uint8ClampedArray or Float32Array, got ${describeValue(data)}`,
    );
  }
  const shape = requireShape(caller, `${name}.shape`, picture.shape);
  const [height = 0, width = 0, channels = 1] = shape;
  if (shape.length < 2 || shape.length > 3 || height < 1 || width < 1 || ![1, 3, 4].includes(channels)) {
    throw new RangeError(
      `${caller}: ${name}.shape must be [height, width] or [height, width, 1, 3 or 4], got ${describeShape(shape)}`,
    );
  }
  const count = height * width * channels;
  if (data.length !== count) {
    throw new RangeError(`${caller}: ${name}.data must hold ${count} values, got ${data.length}`);
  }
  return picture;
}

function readRange(caller: string, name: string, { data, range }: Picture): readonly [number, number] {
  if (range === 'extent') return extent(data);
  if (range === undefined) {
    if (!(data instanceof Float32Array)) return [0, 255];
    throw new TypeError(
      `${caller}: ${name}.range must say which values of a Float32Array are black and white, got undefined`,
    );
  }
  const [black, white]: unknown[] = Array.isArray(range) ? range : [];
  if (Number.isFinite(black) && Number.isFinite(white) && black !== white) return [Number(black), Number(white)];
  throw new RangeError(`${caller}: ${name}.range must be two different numbers or extent, got ${describeValue(range)}`);
}

function extent(data: Iterable<number>): readonly [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of data) {
    if (!Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  // One value alone is shown grey.
  return low < high ? [low, high] : [low - 1, low + 1];
}

// In pieces: a call takes some ten thousand arguments at the most.
function base64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}
