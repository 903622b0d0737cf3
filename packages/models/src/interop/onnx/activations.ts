import type { FlowingValue, GraphBuilder } from './graph-builder.ts';
import type { LayerExport, LayerExporter } from './layer-exporter.ts';
import type { Attribute } from './messages.ts';

function keeping(name: string, { channelsFirst }: FlowingValue): ReturnType<LayerExporter> {
  return { name, channelsFirst };
}

/** An activation for which ONNX has one operator. */
export const single =
  (
    operator: string,
    attributesOf: (layer: LayerExport) => Readonly<Record<string, Attribute>> = () => ({}),
  ): LayerExporter =>
  (layer) => {
    const { builder, placed, input } = layer;
    return keeping(builder.node(operator, placed.name, [input.name], attributesOf(layer)), input);
  };

/** Along the channels, wherever they are. */
export const alongChannels = (operator: 'Softmax' | 'LogSoftmax'): LayerExporter =>
  single(operator, ({ input }) => ({ axis: input.channelsFirst ? 1 : -1 }));

export const leakyRelu: LayerExporter = single('LeakyRelu', ({ placed }) => ({
  alpha: { float: Number(placed.layer.config?.slope) },
}));

function scalar(builder: GraphBuilder, name: string, value: number): string {
  return builder.constant(name, [], Float32Array.of(value));
}

export const relu6: LayerExporter = ({ builder, placed: { name }, input }) => {
  const bounds = [scalar(builder, `${name}.min`, 0), scalar(builder, `${name}.max`, 6)];
  return keeping(builder.node('Clip', name, [input.name, ...bounds]), input);
};

export const silu: LayerExporter = ({ builder, placed: { name }, input }) => {
  const gate = builder.node('Sigmoid', `${name}.sigmoid`, [input.name]);
  return keeping(builder.node('Mul', name, [input.name, gate]), input);
};

/** x·½·(1 + inner), as both forms of it are. */
function gaussianGate({ builder, placed: { name }, input }: LayerExport, inner: string): ReturnType<LayerExporter> {
  const sum = builder.node('Add', `${name}.sum`, [inner, scalar(builder, `${name}.one`, 1)]);
  const half = builder.node('Mul', `${name}.half`, [input.name, scalar(builder, `${name}.factor`, 0.5)]);
  return keeping(builder.node('Mul', name, [half, sum]), input);
}

export const gelu: LayerExporter = (layer) => {
  const { builder, placed, input } = layer;
  const factor = scalar(builder, `${placed.name}.rootHalf`, Math.SQRT1_2);
  const scaled = builder.node('Mul', `${placed.name}.scaled`, [input.name, factor]);
  return gaussianGate(layer, builder.node('Erf', `${placed.name}.erf`, [scaled]));
};

export const geluTanh: LayerExporter = (layer) => {
  const { builder, placed, input } = layer;
  const { name } = placed;
  const square = builder.node('Mul', `${name}.square`, [input.name, input.name]);
  const cube = builder.node('Mul', `${name}.cube`, [square, input.name]);
  const small = builder.node('Mul', `${name}.small`, [cube, scalar(builder, `${name}.coefficient`, 0.044715)]);
  const argument = builder.node('Add', `${name}.argument`, [input.name, small]);
  const factor = scalar(builder, `${name}.scale`, Math.sqrt(2 / Math.PI));
  const scaled = builder.node('Mul', `${name}.scaled`, [argument, factor]);
  return gaussianGate(layer, builder.node('Tanh', `${name}.tanh`, [scaled]));
};
