import { channelsFirst, channelsLast } from './graph-builder.ts';
import type { LayerExporter } from './layer-exporter.ts';

export const batchNormalization: LayerExporter = ({ builder, placed, input, weight }) => {
  const value = channelsFirst(builder, input);
  if (!value.channelsFirst && input.shape.length !== 1) {
    throw new RangeError(
      `exportOnnx: inputs of ${placed.name} must have shape [channels] or [height,width,channels], got [${input.shape}]`,
    );
  }
  const weights = ['weight', 'bias', 'runningMean', 'runningVariance'].flatMap((short) => weight(short) ?? []);
  const epsilon = { float: Number(placed.layer.config?.epsilon) };
  return {
    name: builder.node('BatchNormalization', placed.name, [value.name, ...weights], { epsilon }),
    channelsFirst: value.channelsFirst,
  };
};

export const layerNormalization: LayerExporter = ({ builder, placed, input, weight }) => {
  const { dimensions, epsilon } = placed.layer.config as { readonly dimensions: number; readonly epsilon: number };
  const axis = -dimensions;
  // Weights for all of an image are laid out with channels first; to be the last axes, channels must come last.
  const value = (dimensions === input.shape.length ? channelsFirst : channelsLast)(builder, input);
  const weights = ['weight', 'bias'].flatMap((short) => weight(short) ?? []);
  const attributes = { axis, epsilon: { float: epsilon } };
  return {
    name: builder.node('LayerNormalization', placed.name, [value.name, ...weights], attributes),
    channelsFirst: value.channelsFirst,
  };
};
