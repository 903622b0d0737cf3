import type { Block, Section } from '@gradlab/plots';
import { figureBlocks, paragraph } from '@gradlab-examples/harness';
import { changeFinding, overfittingFinding } from '../findings.ts';
import { PUBLISHED_ROWS } from '../plans/humour-plans.ts';
import { accuracyOf } from '../scores.ts';
import type { Results, Training } from '../training.ts';
import type { Figures } from './write-sections.ts';

const NETWORKS = ['baseline', 'final', 'larger'] as const;
const SETTINGS = ['off-128', 'on-128', 'on-10'] as const;

/** C-H: its table of three settings and three networks, and what else was told. */
export function humourSections(results: Results, figures: Figures): Section[] {
  const find = (network: string, setting: string): Training | undefined =>
    results.trainings.find(({ id }) => id === `c-h-${network}-${setting}`);
  const networks = NETWORKS.filter((network) => SETTINGS.some((setting) => find(network, setting)));
  const remarks = results.trainings.filter(({ part }) => part === 'C-H-remarks');
  return [
    ...(networks.length > 0 ? [tableSection(results, networks, find, figures)] : []),
    ...(remarks.length > 0 ? [remarksSection(results, remarks, find, figures)] : []),
  ];
}

function tableSection(
  results: Results,
  networks: readonly (typeof NETWORKS)[number][],
  find: (network: string, setting: string) => Training | undefined,
  { courses }: Figures,
): Section {
  const score = (training: Training | undefined): number | null =>
    training === undefined ? null : accuracyOf(results.labels.validation, training.validation);
  const columnOf = (network: string) => ({
    label: find(network, 'on-128')?.network.name ?? network,
    format: 'percent' as const,
  });
  const findings = networks.flatMap((network) => {
    const [off, on, small] = SETTINGS.map((setting) => find(network, setting));
    return [
      ...(off && on ? [changeFinding(results, 'Standardising, in batches of 128,', off, on)] : []),
      ...(on && small ? [changeFinding(results, 'Going from batches of 128 to batches of 10', on, small)] : []),
    ];
  });
  return {
    title: 'C-H: normalisation, batch size and network',
    blocks: [
      {
        type: 'table',
        caption: 'Validation accuracy.',
        columns: [{ label: 'setting' }, ...networks.map(columnOf)],
        rows: SETTINGS.map((setting, row) => [
          PUBLISHED_ROWS[row]?.[0] ?? setting,
          ...networks.map((network) => score(find(network, setting))),
        ]),
      },
      publishedTable(),
      ...findings.map(paragraph),
      ...networks.flatMap((network): Block[] => [
        { type: 'heading', text: find(network, 'on-128')?.network.name ?? network },
        ...figureBlocks(...(courses[`C-H-${network}`] ?? [])),
      ]),
    ],
  };
}

function publishedTable(): Block {
  return {
    type: 'table',
    caption: 'For orientation: the published validation accuracies, of 19,998 training photos and up to 200 epochs.',
    columns: [{ label: 'setting' }, ...NETWORKS.map((label) => ({ label, format: 'percent' as const }))],
    rows: PUBLISHED_ROWS.map((row) => [...row]),
  };
}

function remarksSection(
  results: Results,
  remarks: readonly Training[],
  find: (network: string, setting: string) => Training | undefined,
  { courses }: Figures,
): Section {
  const against = (id: string, what: string, network: string): string[] => {
    const [before, after] = [
      find(network, id === 'c-h-baseline-bytes' ? 'off-128' : 'on-128'),
      remarks.find((training) => training.id === id),
    ];
    return before && after && after.failure === null ? [changeFinding(results, what, before, after)] : [];
  };
  const told =
    'Told beside the table: Adam trains the deep networks easily; augmentation by crop, rotation and flip was tried. Not told: whether pixels that were not standardised went in from 0 to 1 (the plain reading, in the table) or as bytes.';
  return {
    title: 'C-H: what is told beside the table',
    blocks: [
      paragraph(told),
      ...against('c-h-baseline-bytes', 'Leaving pixels as bytes', 'baseline').map(paragraph),
      ...against('c-h-larger-adam', 'Adam (rate 1e-3) in the place of SGD', 'larger').map(paragraph),
      ...against('c-h-baseline-augmented', 'Augmenting', 'baseline').map(paragraph),
      ...figureBlocks(...(courses['C-H-remarks'] ?? [])),
      ...remarks.map((training) => paragraph(overfittingFinding(training))),
    ],
  };
}
