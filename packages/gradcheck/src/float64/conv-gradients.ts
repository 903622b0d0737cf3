import * as tf from '@tensorflow/tfjs-core';
import { type Cpu, doublesOf, type OwnKernel } from './cpu.ts';

type ConvInfo = tf.backend_util.Conv2DInfo;

/** What the two kernels are told of a convolution. */
interface ConvAttributes {
  readonly strides: number | [number, number];
  readonly pad: Parameters<typeof tf.backend_util.computeConv2DInfo>[4];
  readonly dataFormat: 'NHWC' | 'NCHW';
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

/** Undefined for channels first, which stays with the stock kernel. */
function describeConv(image: number[], filter: number[], attributes: ConvAttributes): ConvInfo | undefined {
  const { strides, pad, dataFormat, dimRoundingMode } = attributes;
  if (dataFormat !== 'NHWC') return undefined;
  const [imageShape, filterShape] = [image, filter] as [ConvInfo['inShape'], [number, number, number, number]];
  return tf.backend_util.computeConv2DInfo(imageShape, filterShape, strides, 1, pad, dimRoundingMode);
}

/** Calls `visit` with the places of every pair of a pixel of the output and a tap that lies inside the image, in elements. */
function forEachTap(info: ConvInfo, visit: (image: number, tap: number, output: number) => void): void {
  const { batchSize, inHeight, inWidth, inChannels, outHeight, outWidth, outChannels } = info;
  const { filterHeight, filterWidth, strideHeight, strideWidth, padInfo } = info;
  for (let pixel = 0; pixel < batchSize * outHeight * outWidth; pixel++) {
    const top = (Math.floor(pixel / outWidth) % outHeight) * strideHeight - padInfo.top;
    const left = (pixel % outWidth) * strideWidth - padInfo.left;
    const firstRow = Math.floor(pixel / (outWidth * outHeight)) * inHeight;
    for (let tap = 0; tap < filterHeight * filterWidth; tap++) {
      const row = top + Math.floor(tap / filterWidth);
      const column = left + (tap % filterWidth);
      if (row < 0 || row >= inHeight || column < 0 || column >= inWidth) continue;
      visit(((firstRow + row) * inWidth + column) * inChannels, tap * inChannels * outChannels, pixel * outChannels);
    }
  }
}

/**
 * The gradient of a convolution by its filter, ∂W[tap, c, d] = Σ x[…, c]·dy[…, d]: a plain loop over what lies together, where the stock
 * kernel looks up every element by its coordinates.
 */
export const convFilterGradient: OwnKernel = ({ inputs, attrs, backend }) => {
  const cpu = backend as Cpu;
  const [x, dy] = [inputs.x, inputs.dy] as [tf.TensorInfo, tf.TensorInfo];
  const [image, slopes] = [doublesOf(cpu, x), doublesOf(cpu, dy)];
  const { filterShape, ...attributes } = attrs as unknown as ConvAttributes & { readonly filterShape: number[] };
  const info = describeConv(x.shape, filterShape, attributes);
  if (image === undefined || slopes === undefined || info === undefined) return undefined;
  const { inChannels, outChannels } = info;
  const filter = new Float64Array(filterShape.reduce((product, size) => product * size, 1));
  forEachTap(info, (from, tap, output) => {
    for (let c = 0; c < inChannels; c++) {
      const value = image[from + c] as number;
      const to = tap + c * outChannels;
      for (let d = 0; d < outChannels; d++)
        filter[to + d] = (filter[to + d] as number) + value * (slopes[output + d] as number);
    }
  });
  return cpu.makeTensorInfo(filterShape, 'float32', filter);
};

/** The gradient of a convolution by its image, ∂x[…, c] = Σ W[tap, c, d]·dy[…, d]. */
export const convImageGradient: OwnKernel = ({ inputs, attrs, backend }) => {
  const cpu = backend as Cpu;
  const [dy, filter] = [inputs.dy, inputs.filter] as [tf.TensorInfo, tf.TensorInfo];
  const [slopes, weights] = [doublesOf(cpu, dy), doublesOf(cpu, filter)];
  const { inputShape, ...attributes } = attrs as unknown as ConvAttributes & { readonly inputShape: number[] };
  const info = describeConv(inputShape, filter.shape, attributes);
  if (slopes === undefined || weights === undefined || info === undefined) return undefined;
  const { inChannels, outChannels } = info;
  const image = new Float64Array(inputShape.reduce((product, size) => product * size, 1));
  forEachTap(info, (to, tap, output) => {
    for (let c = 0; c < inChannels; c++) {
      const from = tap + c * outChannels;
      let sum = 0;
      for (let d = 0; d < outChannels; d++) sum += (weights[from + d] as number) * (slopes[output + d] as number);
      image[to + c] = (image[to + c] as number) + sum;
    }
  });
  return cpu.makeTensorInfo(inputShape, 'float32', image);
};
