import { channelsFirst } from './graph-builder.ts';
import type { LayerExport, LayerExporter } from './layer-exporter.ts';
import { transposedWindowAttributes, windowAttributes } from './window-attributes.ts';

function inputsOf(layer: LayerExport): string[] {
  const { name } = channelsFirst(layer.builder, layer.input);
  return [name, layer.weight('weight'), layer.weight('bias')].filter((input) => input !== undefined);
}

export const convolution: LayerExporter = (layer) => {
  const attributes = windowAttributes(layer.placed);
  return { name: layer.builder.node('Conv', layer.placed.name, inputsOf(layer), attributes), channelsFirst: true };
};

export const depthwiseConvolution: LayerExporter = (layer) => {
  const attributes = { ...windowAttributes(layer.placed), group: layer.placed.inputShape[2] ?? 0 };
  return { name: layer.builder.node('Conv', layer.placed.name, inputsOf(layer), attributes), channelsFirst: true };
};

export const transposedConvolution: LayerExporter = (layer) => {
  const attributes = transposedWindowAttributes(layer.placed);
  return {
    name: layer.builder.node('ConvTranspose', layer.placed.name, inputsOf(layer), attributes),
    channelsFirst: true,
  };
};
