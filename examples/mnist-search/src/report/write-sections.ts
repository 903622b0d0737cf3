import type { Section } from '@gradlab/plots';
import type { Figures } from '../draw-figures.ts';
import type { Results } from '../results.ts';
import { perceptronSection } from './perceptrons.ts';
import { gridSections, randomSections } from './searches.ts';
import { sizeSection } from './sizes.ts';

/** What the report shows between what was run and how to repeat it. */
export function writeSections(results: Results, figures: Figures): Section[] {
  return [
    ...sizeSection(results, figures),
    ...randomSections(results, figures),
    ...gridSections(results, figures),
    ...perceptronSection(results, figures),
  ];
}
