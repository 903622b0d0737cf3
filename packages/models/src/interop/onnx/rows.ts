import { channelsLast } from './graph-builder.ts';
import type { LayerExporter } from './layer-exporter.ts';

export const flattening: LayerExporter = ({ builder, placed, input }) => {
  // A value for each example and nothing else is laid out as a row of one.
  const { name } = channelsLast(builder, input);
  return { name: builder.node('Flatten', placed.name, [name], { axis: 1 }), channelsFirst: false };
};

export const fullyConnected: LayerExporter = ({ builder, placed, input, weight }) => {
  const inputs = [input.name, weight('weight'), weight('bias')].filter((name) => name !== undefined);
  return { name: builder.node('Gemm', placed.name, inputs, { transB: 1 }), channelsFirst: false };
};

/** Nothing is dropped in evaluation. */
export const dropping: LayerExporter = ({ input }) => input;
