import { foldIn, type Key, uniform } from '@gradlab/random';
import { requireNumber } from '@gradlab-internal/checks';
import { drawInteger } from '../draw.ts';
import type { ImageShape } from '../image.ts';
import type { ProbabilityOptions } from '../sometimes.ts';
import { defineTransform, type Transform } from '../transform.ts';
import { perspectiveCoordinates } from './coordinates.ts';
import { perspectiveCoefficients } from './perspective-coefficients.ts';
import { requireSampling, type SamplingOptions, sampleAt } from './sample-at.ts';

export interface PerspectiveOptions extends SamplingOptions, ProbabilityOptions {
  /** How far a corner may move inwards, as a share of half the edge, in [0, 1]. Default 0.5. */
  readonly distortion?: number;
}

/**
 * Looks at an image from the side: each corner moves inwards by up to distortion · half the edge, uniform in whole
 * pixels, and the image is drawn into the quadrangle. It keeps its size.
 *
 * @param options distortion, probability, interpolation (default `bilinear`), fill
 * @returns a transform whose parameters are the eight coefficients of the map from the result to the source, or null
 * @throws TypeError or RangeError if an option is wrong
 * @see torchvision.transforms.v2.RandomPerspective
 * @example
 * ```ts
 * import { perspective } from '@gradlab/augment';
 *
 * const image = { data: new Uint8Array(20 * 30 * 3).fill(200), shape: [20, 30, 3] };
 * console.log(perspective({ distortion: 0.4, probability: 1 }).apply(image, { seed: 1, index: 2 }).shape);
 * ```
 */
export function perspective(options: PerspectiveOptions = {}): Transform {
  const { distortion = 0.5, probability = 0.5, interpolation = 'bilinear' } = options;
  requireNumber('perspective', 'distortion', distortion, { min: 0, max: 1 });
  requireNumber('perspective', 'probability', probability, { min: 0, max: 1 });
  const sampling = requireSampling('perspective', { ...options, interpolation });
  return defineTransform<readonly number[] | null>({
    config: { name: 'perspective', distortion, probability, ...sampling },
    sample: (shape, key) => ((uniform(key, 1)[0] ?? 0) < probability ? drawCoefficients(shape, key, distortion) : null),
    applyParameters(image, shape, coefficients) {
      if (coefficients === null) return image;
      const coordinates = perspectiveCoordinates(coefficients, [shape[0], shape[1]]);
      return sampleAt('perspective', image, shape, coordinates, sampling);
    },
  });
}

function drawCoefficients([height, width]: ImageShape, key: Key, distortion: number): readonly number[] {
  const inwards = (name: string, edge: number): number =>
    drawInteger(foldIn(key, 'corner'), name, Math.trunc(distortion * Math.floor(edge / 2)) + 1);
  const [right, bottom] = [width - 1, height - 1];
  const from = [
    [0, 0],
    [right, 0],
    [right, bottom],
    [0, bottom],
  ] as const;
  const to = from.map(([x, y], i) => {
    const [dx, dy] = [inwards(`x${i}`, width), inwards(`y${i}`, height)];
    return [x === 0 ? dx : x - dx, y === 0 ? dy : y - dy] as const;
  });
  return perspectiveCoefficients(from, to);
}
