import type { Attribute, Constant, GraphValue, Node } from './messages.ts';

/** A value on its way through the graph. */
export interface FlowingValue {
  /** Its name in the graph. */
  readonly name: string;
  /** Its shape in the model, without the batch dimension: `[height, width, channels]` for an image. */
  readonly shape: readonly number[];
  /** Whether it is an image whose channels come first in the graph, as ONNX has them. */
  readonly channelsFirst: boolean;
}

/** Collects the nodes and constants of a graph. */
export interface GraphBuilder {
  readonly nodes: readonly Node[];
  readonly constants: readonly Constant[];
  /**
   * Adds a node, unless there is one of that name: what several heads need is computed once.
   *
   * @param operator of ONNX
   * @param name of the node
   * @param inputs names of values and constants
   * @returns its output's name
   */
  node(
    operator: string,
    name: string,
    inputs: readonly string[],
    attributes?: Readonly<Record<string, Attribute>>,
  ): string;
  /** Gives a value the name of an output of the graph. */
  output(name: string, value: string): void;
  /** Adds a constant and returns its name. */
  constant(name: string, shape: readonly number[], values: Float32Array | BigInt64Array): string;
}

/** A graph with nothing in it. */
export function graphBuilder(): GraphBuilder {
  const nodes: Node[] = [];
  const constants: Constant[] = [];
  return {
    nodes,
    constants,
    node(operator, name, inputs, attributes = {}) {
      const output = `${name}.output`;
      if (!nodes.some((node) => node.output === output)) nodes.push({ operator, name, inputs, output, attributes });
      return output;
    },
    output(name, value) {
      nodes.push({ operator: 'Identity', name: `${name}.identity`, inputs: [value], output: name, attributes: {} });
    },
    constant(name, shape, values) {
      constants.push({ name, shape, values });
      return name;
    },
  };
}

/** The value with channels first, transposed if it is not yet. Only images have such an order. */
export function channelsFirst(builder: GraphBuilder, value: FlowingValue): FlowingValue {
  if (value.channelsFirst || value.shape.length !== 3) return value;
  const name = builder.node('Transpose', `${value.name}.channelsFirst`, [value.name], { perm: [0, 3, 1, 2] });
  return { ...value, name, channelsFirst: true };
}

/** The value with channels last, as the model has it, transposed if it is not. */
export function channelsLast(builder: GraphBuilder, value: FlowingValue): FlowingValue {
  if (!value.channelsFirst) return value;
  const name = builder.node('Transpose', `${value.name}.channelsLast`, [value.name], { perm: [0, 2, 3, 1] });
  return { ...value, name, channelsFirst: false };
}

/** A value as the graph's input or output is described. */
export function describeGraphValue(name: string, { shape, channelsFirst }: Omit<FlowingValue, 'name'>): GraphValue {
  const [height = 0, width = 0, channels = 0] = shape;
  return { name, shape: ['batch', ...(channelsFirst ? [channels, height, width] : shape)] };
}
