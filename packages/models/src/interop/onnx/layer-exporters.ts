import { alongChannels, gelu, geluTanh, leakyRelu, relu6, silu, single } from './activations.ts';
import { convolution, depthwiseConvolution, transposedConvolution } from './convolutions.ts';
import type { LayerExporter } from './layer-exporter.ts';
import { batchNormalization, layerNormalization } from './normalizations.ts';
import { averagePooling, globalAveragePooling, globalMaxPooling, maxPooling } from './pools.ts';
import { dropping, flattening, fullyConnected } from './rows.ts';

/** How each kind of layer is exported. */
export const LAYER_EXPORTERS: Readonly<Record<string, LayerExporter>> = {
  avgPool: averagePooling,
  bn: batchNormalization,
  conv: convolution,
  convTranspose: transposedConvolution,
  dense: fullyConnected,
  depthwise: depthwiseConvolution,
  dropout: dropping,
  elu: single('Elu'),
  flatten: flattening,
  gelu,
  geluTanh,
  globalAvgPool: globalAveragePooling,
  globalMaxPool: globalMaxPooling,
  leakyRelu,
  ln: layerNormalization,
  logSoftmax: alongChannels('LogSoftmax'),
  maxPool: maxPooling,
  relu: single('Relu'),
  relu6,
  selu: single('Selu'),
  sigmoid: single('Sigmoid'),
  silu,
  softmax: alongChannels('Softmax'),
  softplus: single('Softplus'),
  tanh: single('Tanh'),
};
