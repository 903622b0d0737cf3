import * as tf from '@tensorflow/tfjs-core';
import { defineKernel, type TrainingKernel } from '../training-kernel.ts';
import { type ConvAttrs, convGeometry } from './conv-geometry.ts';

/**
 * The stock forward kernel, told its padding in numbers. Asked for `same` padding where one axis needs some and on the other the stride is
 * longer than the filter, stock tfjs leaves its output unset: XNNPACK refuses the operator, and nobody looks. Where padding is one
 * number, tfjs-core makes an output of the wrong width, unless all is square, and XNNPACK writes outside it.
 */
function withExplicitPadding(name: string): TrainingKernel {
  return defineKernel<{ x: tf.TensorInfo; filter: tf.TensorInfo }, ConvAttrs>(name, (host, inputs, attrs, stock) => {
    if (attrs.dataFormat === 'NCHW') return stock(inputs, attrs);
    const { padInfo, outShape } = convGeometry(name, inputs.x.shape, inputs.filter.shape, attrs, true);
    // The stock kernel divides by the number of channels.
    if (outShape.includes(0)) return host.output(outShape);
    const { top, bottom, left, right } = padInfo;
    const pad: tf.backend_util.ExplicitPadding = [
      [0, 0],
      [top, bottom],
      [left, right],
      [0, 0],
    ];
    return stock(inputs, { ...attrs, pad });
  });
}

/** The fused form, which only inference uses: tfjs-core takes it apart where it records a gradient. */
export const fusedDepthwiseConv2d: TrainingKernel = withExplicitPadding(tf.FusedDepthwiseConv2D);
