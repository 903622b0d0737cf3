import { report } from '@gradlab/plots';
import { overview, type ReportContext, repeatSection } from '@gradlab-examples/harness';
import { compare } from '../comparison.ts';
import type { Figures } from '../draw-figures.ts';
import { ofSetting, type Results } from '../results.ts';
import { gradientSection } from './gradients.ts';
import { humourSection } from './humour.ts';
import { solutionSection } from './solution.ts';

/** The whole report as one HTML page. */
export function writeReport(results: Results, figures: Figures, context: ReportContext): string {
  const [solution, humour] = [ofSetting(results, 'A1-S'), ofSetting(results, 'A1-H')];
  return report({
    title: 'MNIST multilayer perceptron',
    subtitle: `Initialisation and gradient validation on ${context.digits.name}`,
    sections: [
      overview(compare(results), context),
      ...(solution.length > 0 ? [solutionSection(solution, figures)] : []),
      ...(humour.length > 0 ? [humourSection(humour, figures)] : []),
      ...(results.gradientValidation ? [gradientSection(results.gradientValidation, figures)] : []),
      repeatSection(context),
    ],
  });
}
