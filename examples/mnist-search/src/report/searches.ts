import type { Block, Section } from '@gradlab/plots';
import { type Figure, figureBlocks, networkTable, paragraph } from '@gradlab-examples/harness';
import type { Figures } from '../draw-figures.ts';
import { costFinding, lossFinding, reachingFinding, readingFinding, searchFinding } from '../findings.ts';
import { find, type Results } from '../results.ts';
import { PUBLISHED_PLANS } from '../training-plan.ts';
import { spaceTable, trialTable } from './search-tables.ts';
import { trainingTable } from './training-table.ts';

/** Part H: the published best network, the random search, and its halving. */
export function randomSections(results: Results, figures: Figures): Section[] {
  const blocks = searchBlocks(results, figures, ['h-random', 'h-halving'], figures.randomCost);
  return [
    ...publishedSection(results, figures),
    ...(blocks.length > 0 ? [{ title: 'A2-H: random search', blocks }] : []),
  ];
}

function publishedSection({ publishedBest, isComparable }: Results, figures: Figures): Section[] {
  const [first] = publishedBest;
  if (first === undefined) return [];
  const published = PUBLISHED_PLANS.find(({ id }) => id === first.id)?.published[0]?.value;
  return [
    {
      title: 'A2-H: the published best network',
      blocks: [
        paragraph(
          `Tanh hidden layers, learning rate ${first.settings.learningRate}, batch size ${first.settings.batchSize}. The report prints λ = 0.005 without saying what it multiplies. As printed, λ/2·‖W‖² is added to the mean loss of each batch; divided by the batch size, as when it is added to the summed loss and the whole divided. The number of epochs is not printed and is ours.`,
        ),
        networkTable(first.layers, first.parameterCount),
        trainingTable('Accuracy with the weights of the epoch that is best on the validation digits.', publishedBest),
        ...figureBlocks(figures.publishedBest?.error, figures.publishedBest?.loss),
        paragraph(readingFinding(publishedBest, isComparable ? published : undefined)),
      ],
    },
  ];
}

/** Part S: the grid, and its halving. */
export function gridSections(results: Results, figures: Figures): Section[] {
  const blocks = searchBlocks(results, figures, ['s-grid', 's-halving'], figures.gridCost);
  const grid = find(results, 's-grid');
  const all = grid ? [...blocks, paragraph(reachingFinding(grid.search))] : blocks;
  return all.length > 0 ? [{ title: 'A2-S: grid search', blocks: all }] : [];
}

function searchBlocks(
  results: Results,
  figures: Figures,
  [wholeId, halvingId]: readonly [string, string],
  cost: Figure | undefined,
): Block[] {
  const [whole, halving] = [find(results, wholeId), find(results, halvingId)];
  const found = [whole, halving].flatMap((each) => each ?? []);
  const [first] = found;
  if (first === undefined) return [];
  const lost = whole && halving ? lossFinding(whole.search, halving.search) : NOT_BOTH;
  const retrained = found.flatMap((each) => each.retrained ?? []);
  return [
    spaceTable(first.search),
    ...found.flatMap(({ search, retrained: best }): Block[] => {
      const { lines, importance, each = [], heat } = figures.searches[search.id] ?? {};
      return [
        { type: 'heading', text: search.label },
        ...figureBlocks(lines, importance, heat, ...each),
        trialTable(search),
        paragraph(searchFinding(search, best)),
      ];
    }),
    { type: 'heading', text: 'What halving costs and loses' },
    ...figureBlocks(cost),
    ...(halving ? [paragraph(costFinding(halving.search))] : []),
    paragraph(lost),
    ...(retrained.length > 0 ? [trainingTable(RETRAINED, retrained)] : []),
  ];
}

const NOT_BOTH =
  'Only one of the two searches was run, so what halving loses against the whole search is not known from here.';
const RETRAINED =
  'The best network of each search, trained again from other weights and tested: the test digits are used here alone.';
