import { blankLike, type ImageArray, type ImageShape } from '../image.ts';
import { inverseAffineMatrix } from './affine-matrix.ts';
import { affineCoordinates } from './coordinates.ts';
import { type SamplingConfig, sampleAt } from './sample-at.ts';

export interface RotateConfig extends SamplingConfig {
  /** Whether the result is as large as the turned image. */
  readonly expand: boolean;
  /** `[x, y]` in pixels from the upper left corner; `null` for the middle. */
  readonly center: readonly [number, number] | null;
}

/** The image turned counter-clockwise by `angle` degrees. */
export function rotate(
  caller: string,
  image: ImageArray,
  shape: ImageShape,
  angle: number,
  config: RotateConfig,
): ImageArray {
  const quarters = quarterTurns(shape, angle, config);
  if (quarters !== undefined) return turned(image, shape, quarters);
  const [height, width] = shape;
  const matrix = rotationMatrix(shape, angle, config);
  const to = config.expand ? expandedSize(matrix, height, width) : ([height, width] as const);
  return sampleAt(caller, image, shape, affineCoordinates(matrix, { from: [height, width], to }), config);
}

/** Height and width of what `rotate` gives. */
export function rotatedSize(shape: ImageShape, angle: number, config: RotateConfig): readonly [number, number] {
  const [height, width] = shape;
  if (!config.expand) return [height, width];
  const quarters = quarterTurns(shape, angle, config);
  if (quarters !== undefined) return quarters % 2 === 0 ? [height, width] : [width, height];
  return expandedSize(rotationMatrix(shape, angle, config), height, width);
}

function rotationMatrix([height, width]: ImageShape, angle: number, { center }: RotateConfig): readonly number[] {
  return inverseAffineMatrix({
    angle: -positive(angle),
    translate: [0, 0],
    scale: 1,
    shear: [0, 0],
    center: center === null ? [0, 0] : [center[0] - width / 2, center[1] - height / 2],
  });
}

function positive(angle: number): number {
  return ((angle % 360) + 360) % 360;
}

/** How many quarter turns the angle is, where these move every pixel to a pixel. */
function quarterTurns(
  [height, width]: ImageShape,
  angle: number,
  { expand, center }: RotateConfig,
): number | undefined {
  const quarters = positive(angle) / 90;
  if (center !== null || !Number.isInteger(quarters)) return undefined;
  return quarters % 2 === 0 || expand || height === width ? quarters : undefined;
}

function turned(image: ImageArray, shape: ImageShape, quarters: number): ImageArray {
  if (quarters === 0) return image;
  const [height, width, channels] = shape;
  const [rows, columns] = quarters === 2 ? [height, width] : [width, height];
  const out = blankLike(image, [rows, columns, channels]);
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      const [row, column] =
        quarters === 1 ? [x, width - 1 - y] : quarters === 2 ? [height - 1 - y, width - 1 - x] : [height - 1 - x, y];
      const [from, to] = [(row * width + column) * channels, (y * columns + x) * channels];
      for (let c = 0; c < channels; c++) out.data[to + c] = image.data[from + c] ?? 0;
    }
  }
  return out;
}

/** The size of the box around the turned image; what reaches less than 1e-4 of a pixel into the next does not count. */
function expandedSize(matrix: readonly number[], height: number, width: number): readonly [number, number] {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = matrix.map(Math.fround);
  const corners = [-1, 1].flatMap((x) => [-1, 1].map((y) => [(x * width) / 2, (y * height) / 2] as const));
  const extent = (values: readonly number[], half: number): number => {
    const [low, high] = [Math.min(...values) + half, Math.max(...values) + half].map(
      (value) => Math.trunc(Math.fround(value * 1e4)) / 1e4,
    );
    return Math.ceil(high ?? 0) - Math.floor(low ?? 0);
  };
  return [
    extent(
      corners.map(([x, y]) => d * x + e * y + f),
      height / 2,
    ),
    extent(
      corners.map(([x, y]) => a * x + b * y + c),
      width / 2,
    ),
  ];
}
