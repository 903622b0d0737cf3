import type { Section } from '@gradlab/plots';
import { figureBlocks, paragraph } from '@gradlab-examples/harness';
import { calibrationFinding, confusionFinding, mistakesFinding } from '../findings.ts';
import { confusionOf } from '../scores.ts';
import type { Results } from '../training.ts';
import type { Figures } from './write-sections.ts';

/** A mistake is confident where the network is surer than this. */
export const SURE = 0.95;

/** The page beside the report on which mistakes are sorted. */
export const MISTAKES_PAGE = 'mistakes.html';

/** What the best network has wrong, what it cannot tell, and whether it knows. */
export function mistakesSection(results: Results, { best }: Figures): Section[] {
  if (best === undefined) return [];
  const { training, sure, undecided, features, calibration, confusion } = best;
  return [
    {
      title: `What ${training.network.name} sees and mistakes`,
      blocks: [
        paragraph(`Of ${training.label}, the best on the validation photos.`),
        ...figureBlocks(confusion),
        paragraph(confusionFinding(confusionOf(results.labels.test, training.test))),
        paragraph(mistakesFinding(results, training, SURE)),
        ...figureBlocks(sure),
        { type: 'link', href: MISTAKES_PAGE, text: 'Sort its mistakes into seven kinds, on a page of their own' },
        ...figureBlocks(undecided),
        ...figureBlocks(calibration),
        paragraph(calibrationFinding(results, training)),
        ...figureBlocks(features),
      ],
    },
  ];
}
