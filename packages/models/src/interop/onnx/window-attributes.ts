import type { Window2d } from '../../layers/window.ts';
import type { PlacedLayer } from '../../model/place-layers.ts';
import type { Attribute } from './messages.ts';

type Attributes = Readonly<Record<string, Attribute>>;

/** The options of a layer that moves a kernel over an image, by their names in ONNX. */
export function windowAttributes({ layer, inputShape }: PlacedLayer): Attributes {
  const { kernelSize, size, stride, padding } = layer.config as unknown as Window2d & { size?: Window2d['kernelSize'] };
  const kernel = kernelSize ?? size;
  const sides = ([0, 1] as const).map((axis) => {
    if (padding === 'valid') return [0, 0] as const;
    if (padding !== 'same') return [padding[axis], padding[axis]] as const;
    const inputs = inputShape[axis] ?? 0;
    return bothSides((Math.ceil(inputs / stride[axis]) - 1) * stride[axis] + kernel[axis] - inputs);
  });
  return { kernel_shape: kernel, strides: stride, pads: padsOf(sides) };
}

/** The same of a transposed convolution, whose padding is that of the convolution from its output to its input. */
export function transposedWindowAttributes({ layer }: PlacedLayer): Attributes {
  const { kernelSize, stride, padding, outputPadding } = layer.config as unknown as Window2d & {
    readonly outputPadding: readonly [number, number];
  };
  const same = padding === 'same';
  const sides = ([0, 1] as const).map((axis) => {
    if (padding === 'valid') return [0, 0] as const;
    return padding === 'same' ? bothSides(kernelSize[axis] - stride[axis]) : ([padding[axis], padding[axis]] as const);
  });
  // A stride beyond the kernel leaves zeros after the last value.
  const added = ([0, 1] as const).map((axis) => Math.max(0, stride[axis] - kernelSize[axis]));
  return {
    kernel_shape: kernelSize,
    strides: stride,
    pads: padsOf(sides),
    output_padding: same ? added : outputPadding,
  };
}

/** Padding is split in halves, the odd one after. */
function bothSides(total: number): readonly [number, number] {
  const padding = Math.max(0, total);
  return [Math.floor(padding / 2), Math.ceil(padding / 2)];
}

/** Both beginnings, then both ends. */
function padsOf(sides: readonly (readonly [number, number])[]): number[] {
  return [...sides.map(([begin]) => begin), ...sides.map(([, end]) => end)];
}
