import type { Section } from '@gradlab/plots';
import type { Figures } from '../draw-figures.ts';
import { ofSetting, type Results } from '../results.ts';
import { curvesSection } from './curves.ts';
import { gradientSection } from './gradients.ts';
import { humourSection } from './humour.ts';
import { solutionSection } from './solution.ts';

/** What the report shows between what was run and how to repeat it. */
export function writeSections(results: Results, figures: Figures): Section[] {
  const [solution, humour] = [ofSetting(results, 'A1-S'), ofSetting(results, 'A1-H')];
  const curves = ofSetting(results, 'A1-K');
  return [
    ...(solution.length > 0 ? [solutionSection(solution, figures)] : []),
    ...(humour.length > 0 ? [humourSection(humour, figures)] : []),
    ...(curves.length > 0 ? [curvesSection(curves, figures)] : []),
    ...(results.gradientValidation ? [gradientSection(results.gradientValidation, figures)] : []),
  ];
}
