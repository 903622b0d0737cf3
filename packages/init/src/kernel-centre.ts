import { describeShape } from '@gradlab-internal/checks';

/** A convolution kernel `[...spatial, inputs, outputs]`, and where its values at the centre of the receptive field are. */
export interface KernelCentre {
  readonly inputs: number;
  readonly outputs: number;
  /** Index of the first of `inputs` × `outputs` values, in row-major order. */
  readonly offset: number;
}

/**
 * The centre of a kernel. Along an even axis it is the earlier one of the middle two, where a convolution with padding
 * `same` puts the weight of the input at the output's own place.
 *
 * @throws RangeError if the shape is not that of a kernel of one to three spatial dimensions
 */
export function centreOf(caller: string, shape: readonly number[]): KernelCentre {
  if (shape.length < 3 || shape.length > 5) {
    throw new RangeError(`${caller}: shape must have 3 to 5 dimensions, got ${describeShape(shape)}`);
  }
  const spatial = shape.slice(0, -2);
  const [inputs = 0, outputs = 0] = shape.slice(-2);
  const place = spatial.reduce((place, size) => place * size + Math.max(0, (size - 1) >> 1), 0);
  return { inputs, outputs, offset: place * inputs * outputs };
}
