import type { Section } from '@gradlab/plots';
import { figureBlocks, paragraph } from '@gradlab-examples/harness';
import type { Figures } from '../draw-figures.ts';
import { gradientFinding } from '../findings.ts';
import type { GradientValidation } from '../gradient-validation.ts';

/** Experiment A3. */
export function gradientSection(validation: GradientValidation, figures: Figures): Section {
  const { sample, label, parameter, shape, gradient, points, float64Points } = validation;
  return {
    title: 'A3: gradient validation',
    blocks: [
      paragraph(
        `The network is the trained A1-S one (Glorot). The weights are the first ${gradient.length} of ${parameter}, stored row by row with shape [inputs, units] = [${shape.join(', ')}]: the connections from the first hidden unit of the first layer to the first ${gradient.length} units of the second. The loss is that of one training sample: number ${sample} (counted from 0), a ${label}, the first on which these gradients are not all zero.`,
      ),
      ...figureBlocks(figures.gradientValidation),
      {
        type: 'table',
        caption: 'Largest difference between the gradient and central differences over these weights.',
        columns: [
          { label: 'N' },
          { label: 'float32', format: 'scientific', decimals: 2 },
          { label: 'float64', format: 'scientific', decimals: 2 },
        ],
        rows: points.map(({ n, maxAbsDifference }, i) => [
          n,
          maxAbsDifference,
          float64Points[i]?.maxAbsDifference ?? '–',
        ]),
      },
      paragraph(gradientFinding(validation)),
    ],
  };
}
