import { channelsFirst } from './graph-builder.ts';
import type { LayerExporter } from './layer-exporter.ts';
import { windowAttributes } from './window-attributes.ts';

export const maxPooling: LayerExporter = ({ builder, placed, input }) => {
  const image = channelsFirst(builder, input);
  return { name: builder.node('MaxPool', placed.name, [image.name], windowAttributes(placed)), channelsFirst: true };
};

export const averagePooling: LayerExporter = ({ builder, placed, input }) => {
  const image = channelsFirst(builder, input);
  const counted = { count_include_pad: placed.layer.config?.countPadding === true ? 1 : 0 };
  const attributes = { ...windowAttributes(placed), ...counted };
  return { name: builder.node('AveragePool', placed.name, [image.name], attributes), channelsFirst: true };
};

const globalPooling =
  (operator: 'GlobalAveragePool' | 'GlobalMaxPool'): LayerExporter =>
  ({ builder, placed, input }) => {
    const image = channelsFirst(builder, input);
    const pooled = builder.node(operator, `${placed.name}.pooled`, [image.name]);
    return { name: builder.node('Flatten', placed.name, [pooled], { axis: 1 }), channelsFirst: false };
  };

export const globalAveragePooling: LayerExporter = globalPooling('GlobalAveragePool');
export const globalMaxPooling: LayerExporter = globalPooling('GlobalMaxPool');
