import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  blueprint,
  conv2d,
  conv2dTranspose,
  convolutionOutputSize,
  convolutionWeightCount,
  dense,
  denseWeightCount,
  flatten,
  maxPool,
  pairwiseSvmWeightCount,
  receptiveField,
  transposedConvolutionOutputSize,
} from '../index.ts';

const small = fc.integer({ min: 1, max: 4 });

describe('convolutionOutputSize', () => {
  it.each([
    // Dumoulin and Visin, figures 2.1 to 2.7 and 5.1.
    [4, { kernel: 3 }, 2],
    [5, { kernel: 4, padding: 2 }, 6],
    [5, { kernel: 3, padding: 1 }, 5],
    [5, { kernel: 3, padding: 2 }, 7],
    [5, { kernel: 3, stride: 2 }, 2],
    [5, { kernel: 3, stride: 2, padding: 1 }, 3],
    [6, { kernel: 3, stride: 2, padding: 1 }, 3],
    [7, { kernel: 3, dilation: 2 }, 3],
    // The first layer of a ResNet, and images of the assignment's practicals.
    [224, { kernel: 7, stride: 2, padding: 3 }, 112],
    [32, { kernel: 5, padding: 'same' }, 32],
    [5, { kernel: 2, stride: 2, padding: 'same' }, 3],
  ] as const)('of %d with %o is %d', (size, options, expected) => {
    expect(convolutionOutputSize(size, options)).toBe(expected);
  });

  it('counts the places that a kernel has', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 12 }),
        small,
        small,
        small,
        fc.integer({ min: 0, max: 3 }),
        (size, kernel, stride, dilation, padding) => {
          let places = 0;
          const covered = dilation * (kernel - 1) + 1;
          for (let start = -padding; start + covered <= size + padding; start += stride) places++;
          fc.pre(places > 0);
          expect(convolutionOutputSize(size, { kernel, stride, dilation, padding })).toBe(places);
        },
      ),
    );
  });

  it('refuses a kernel that does not fit, and numbers that are none', () => {
    expect(() => convolutionOutputSize(4, { kernel: 3, dilation: 2 })).toThrow(
      'kernel must cover at most the padded size 4, got 5',
    );
    expect(() => convolutionOutputSize(4, { kernel: 0 })).toThrow('kernel must be an integer >= 1, got 0');
    expect(() => convolutionOutputSize(4.5, { kernel: 1 })).toThrow('size must be an integer >= 0, got 4.5');
    expect(() => convolutionOutputSize(4, { kernel: 1, padding: 'full' as never })).toThrow('one of same, valid');
    expect(() => convolutionOutputSize(4, { kernel: 1, padding: null as never })).toThrow(TypeError);
  });
});

describe('transposedConvolutionOutputSize', () => {
  it('undoes convolutionOutputSize, with the output padding that says which size it was', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        small,
        small,
        fc.integer({ min: 0, max: 3 }),
        (size, kernel, stride, padding) => {
          fc.pre(kernel <= size + 2 * padding);
          const output = convolutionOutputSize(size, { kernel, stride, padding });
          const outputPadding = (size + 2 * padding - kernel) % stride;
          expect(transposedConvolutionOutputSize(output, { kernel, stride, padding, outputPadding })).toBe(size);
        },
      ),
    );
  });

  it('multiplies by the stride for same, and refuses what leaves nothing', () => {
    expect(transposedConvolutionOutputSize(7, { kernel: 3, stride: 2, padding: 'same' })).toBe(14);
    expect(() => transposedConvolutionOutputSize(1, { kernel: 1, padding: 1 })).toThrow(
      'padding must leave an output of at least 1, got -1',
    );
    expect(() => transposedConvolutionOutputSize(1, { kernel: 1, outputPadding: 1 })).toThrow('outputPadding must be');
  });
});

describe('weight counts', () => {
  it('are those of the layers', () => {
    fc.assert(
      fc.property(small, small, small, small, fc.boolean(), (height, width, channels, filters, bias) => {
        const layers = [conv2d({ filters, kernelSize: [height, width], bias })];
        const row = blueprint({ inputShape: [4, 4, channels], layers });
        expect(convolutionWeightCount({ kernel: [height, width], channels, filters, bias })).toBe(
          row.countParameters(),
        );
        const rows = blueprint({ inputShape: [height, width], layers: [flatten(), dense({ units: filters, bias })] });
        expect(denseWeightCount({ inputs: height * width, units: filters, bias })).toBe(rows.countParameters());
      }),
    );
  });

  it('of a bag of 1,001 words and machines for every two of 15 classes are 105,210', () => {
    expect(pairwiseSvmWeightCount({ inputs: 1001, classes: 15 })).toBe(105_210);
    expect(() => pairwiseSvmWeightCount({ inputs: 10, classes: 1 })).toThrow('classes must be an integer >= 2, got 1');
  });

  it('refuse sizes that are none', () => {
    expect(() => denseWeightCount({ inputs: 0, units: 1 })).toThrow('denseWeightCount: inputs must be an integer >= 1');
    expect(() => convolutionWeightCount({ kernel: [3, 0], channels: 1, filters: 1 })).toThrow('kernel[1] must be');
  });
});

describe('receptiveField', () => {
  it('of VGG-16 after its last convolution is 196, and after its last pool 212', () => {
    const block = (convolutions: number) => [
      ...Array.from({ length: convolutions }, () => ({ kernel: 3 })),
      { kernel: 2, stride: 2 },
    ];
    const windows = [2, 2, 3, 3, 3].flatMap(block);
    expect(receptiveField(windows.slice(0, -1))).toBe(196);
    expect(receptiveField(windows)).toBe(212);
  });

  it('is what the summary tells, and what a walk back through the layers finds', () => {
    const windows = fc.array(fc.record({ kernel: small, stride: small, dilation: small }), { maxLength: 5 });
    fc.assert(
      fc.property(windows, (rows) => {
        let [first, last] = [0, 0];
        for (const { kernel, stride, dilation } of [...rows].reverse()) {
          [first, last] = [first * stride, last * stride + dilation * (kernel - 1)];
        }
        expect(receptiveField(rows)).toBe(last - first + 1);
        const size = 2000;
        const layers = rows.map(({ kernel, stride }) => maxPool({ size: kernel, stride }));
        fc.pre(rows.length > 0);
        const summary = blueprint({ inputShape: [size, size, 1], layers }).layers;
        const expected = receptiveField(rows.map(({ kernel, stride }) => ({ kernel, stride })));
        expect(summary.at(-1)?.receptiveField).toEqual([expected, expected]);
      }),
    );
  });

  it('after transposed convolutions is the largest part that an output sees', () => {
    const window = fc.record({ kernel: small, stride: small, transposed: fc.boolean() });
    fc.assert(
      fc.property(fc.array(window, { minLength: 1, maxLength: 4 }), (drawn) => {
        // Strides after a transposed convolution may skip the outputs that see most.
        const grown = drawn.findIndex(({ transposed }) => transposed);
        const rows = drawn.map((row, i) => (row.transposed || grown < 0 || i < grown ? row : { ...row, stride: 1 }));
        const layers = rows.map(({ kernel, stride, transposed }) => {
          const options = { filters: 1, kernelSize: kernel, stride };
          return transposed ? conv2dTranspose(options) : conv2d(options);
        });
        const summary = blueprint({ inputShape: [500, 500, 1], layers }).layers;
        let most = 0;
        for (let output = 1000; output < 1000 + 4 ** 4; output++) {
          let [first, last] = [output, output];
          for (const { kernel, stride, transposed } of [...rows].reverse()) {
            [first, last] = transposed
              ? [Math.ceil((first - kernel + 1) / stride), Math.floor(last / stride)]
              : [first * stride, last * stride + kernel - 1];
          }
          most = Math.max(most, last - first + 1);
        }
        expect(summary.at(-1)?.receptiveField).toEqual([most, most]);
      }),
    );
  });

  it('is one pixel of nothing, and refuses numbers that are none', () => {
    expect(receptiveField([])).toBe(1);
    expect(() => receptiveField([{ kernel: 3 }, { kernel: 0 }])).toThrow('windows[1].kernel must be an integer >= 1');
  });
});
