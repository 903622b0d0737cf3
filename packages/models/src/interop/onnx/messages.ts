import { type Bytes, bytesField, floatField, integerField, textField } from './protobuf.ts';

// Field numbers and types of https://github.com/onnx/onnx/blob/main/onnx/onnx.proto
const FLOAT = 1;
const INT64 = 7;
const ATTRIBUTE = { float: 1, integer: 2, text: 3, integers: 7 } as const;

/** An attribute of a node: a whole number is an integer, `{ float }` a float. */
export type Attribute = number | string | readonly number[] | { readonly float: number };

/** A dimension: a size, or the name of one that is open. */
export type Dimension = number | string;

/** A node of the graph. */
export interface Node {
  readonly operator: string;
  readonly name: string;
  readonly inputs: readonly string[];
  readonly output: string;
  readonly attributes: Readonly<Record<string, Attribute>>;
}

/** A constant: a weight, or sizes. */
export interface Constant {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array | BigInt64Array;
}

/** An input or output of the graph, float32. */
export interface GraphValue {
  readonly name: string;
  readonly shape: readonly Dimension[];
}

/** A graph in the order in which it is computed. */
export interface Graph {
  readonly name: string;
  readonly nodes: readonly Node[];
  readonly constants: readonly Constant[];
  readonly inputs: readonly GraphValue[];
  readonly outputs: readonly GraphValue[];
}

function attributeMessage(name: string, value: Attribute): Bytes {
  const [kind, content] = attributeContent(value);
  return [...textField(1, name), ...content, ...integerField(20, ATTRIBUTE[kind])];
}

function attributeContent(value: Attribute): [kind: keyof typeof ATTRIBUTE, content: Bytes] {
  if (typeof value === 'number') return ['integer', integerField(3, value)];
  if (typeof value === 'string') return ['text', textField(4, value)];
  if ('float' in value) return ['float', floatField(2, value.float)];
  return ['integers', value.flatMap((size) => integerField(8, size))];
}

function nodeMessage({ operator, name, inputs, output, attributes }: Node): Bytes {
  return [
    ...inputs.flatMap((input) => textField(1, input)),
    ...textField(2, output),
    ...textField(3, name),
    ...textField(4, operator),
    ...Object.entries(attributes).flatMap(([key, value]) => bytesField(5, attributeMessage(key, value))),
  ];
}

function constantMessage({ name, shape, values }: Constant): Bytes {
  return [
    ...shape.flatMap((size) => integerField(1, size)),
    ...integerField(2, values instanceof Float32Array ? FLOAT : INT64),
    ...textField(8, name),
    ...bytesField(9, [littleEndian(values)]),
  ];
}

function littleEndian(values: Float32Array | BigInt64Array): Uint8Array {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  if (new Uint8Array(Uint16Array.of(1).buffer)[0] === 1) return bytes;
  const turned = Uint8Array.from(bytes);
  const unit = values.BYTES_PER_ELEMENT;
  for (let start = 0; start < turned.length; start += unit) turned.subarray(start, start + unit).reverse();
  return turned;
}

function valueMessage({ name, shape }: GraphValue): Bytes {
  const dimensions = shape.flatMap((size) =>
    bytesField(1, typeof size === 'number' ? integerField(1, size) : textField(2, size)),
  );
  const tensorType = [...integerField(1, FLOAT), ...bytesField(2, dimensions)];
  return [...textField(1, name), ...bytesField(2, bytesField(1, tensorType))];
}

function graphMessage({ name, nodes, constants, inputs, outputs }: Graph): Bytes {
  return [
    ...nodes.flatMap((node) => bytesField(1, nodeMessage(node))),
    ...textField(2, name),
    ...constants.flatMap((constant) => bytesField(5, constantMessage(constant))),
    ...inputs.flatMap((input) => bytesField(11, valueMessage(input))),
    ...outputs.flatMap((output) => bytesField(12, valueMessage(output))),
  ];
}

/** Operators as they were in ONNX 1.12, the first with LayerNormalization; and the version of the format that belongs to it. */
const OPERATOR_SET = 17;
const IR_VERSION = 8;

/** A model around a graph. */
export function modelMessage(graph: Graph): Bytes {
  return [
    ...integerField(1, IR_VERSION),
    ...textField(2, 'gradlab'),
    ...bytesField(7, graphMessage(graph)),
    ...bytesField(8, integerField(2, OPERATOR_SET)),
  ];
}
