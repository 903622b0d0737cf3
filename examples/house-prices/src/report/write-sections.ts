import type { Section } from '@gradlab/plots';
import type { SetFigures } from '../figures/draw-figures.ts';
import type { SetResult } from '../results.ts';
import { depthSection } from './depth-section.ts';
import { gaussianSection } from './gaussian-section.ts';
import { gridSection } from './grid-section.ts';
import { housesSection } from './houses-section.ts';

/** What the report shows between what was run and how to repeat it. */
export function writeSections(results: readonly SetResult[], figures: Readonly<Record<string, SetFigures>>): Section[] {
  return [
    housesSection(results),
    ...depthSection(
      results.filter(({ depths }) => depths.length > 0),
      figures,
    ),
    ...gridSection(
      results.filter(({ grid }) => grid.length > 0),
      figures,
    ),
    ...gaussianSection(
      results.filter(({ gaussian }) => gaussian.length > 0),
      figures,
    ),
  ];
}
