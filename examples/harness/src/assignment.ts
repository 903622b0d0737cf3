import { type Block, report, type Section } from '@gradlab/plots';
import type { Chapter } from './chapter.ts';
import { toRows } from './comparison.ts';
import { type Experiment, type ExperimentContext, type ExperimentResult, requestOf } from './experiment.ts';
import { comparisonTable } from './report/comparison-table.ts';

/** Several experiments that make one document. */
export interface Assignment {
  readonly name: string;
  readonly summary: string;
  /** Of the document. */
  readonly title: string;
  /** In the order of the document. */
  readonly members: readonly Experiment[];
}

/**
 * An experiment that runs others in order, each into a folder of its own beside this one's, and joins their reports. One that is done
 * is not run again when the whole is begun again after being cut short.
 */
export function assignment({ name, summary, title, members }: Assignment): Experiment {
  return {
    name,
    summary,
    parts: members.flatMap(({ parts }) => parts),
    async run(context) {
      const wanted = members.filter(({ parts }) => context.only?.some((part) => parts.includes(part)) ?? true);
      const chapters: Chapter[] = [];
      for (const [i, member] of wanted.entries()) {
        context.log(`\n${member.name} (${i + 1} of ${wanted.length})`);
        const { result } = await context.parts.once(member.name, requestFor(member, context), () =>
          runMember(member, context),
        );
        chapters.push(fromBeside(result.chapter, member.name));
      }
      return writeDocument({ name, title }, chapters, context);
    },
  };
}

/** What of the request the member's result depends on. */
function requestFor(member: Experiment, { profile, source, epochs, only }: ExperimentContext) {
  const parts = only?.filter((part) => member.parts.includes(part));
  return { profile, source: { ...source }, ...(epochs !== undefined && { epochs }), ...(parts && { only: parts }) };
}

function runMember(member: Experiment, context: ExperimentContext): Promise<ExperimentResult> {
  const { only } = requestFor(member, context);
  return context.inFolder(member.name, (folder, parts) =>
    member.run({ ...context, folder, parts, ...(only && { only }) }),
  );
}

async function writeDocument(
  { name, title }: { readonly name: string; readonly title: string },
  chapters: readonly Chapter[],
  context: ExperimentContext,
): Promise<ExperimentResult> {
  const { folder, command, seed, profile, backend } = context;
  const comparisons = chapters.flatMap((chapter) => chapter.comparisons);
  const seconds = chapters.reduce((sum, chapter) => sum + chapter.seconds, 0);
  const subtitle = `${chapters.length} experiments, profile ${profile}, seed ${seed}`;
  const summary: Section = {
    title: 'Summary',
    blocks: [
      { type: 'code', label: 'Command', text: command },
      {
        type: 'table',
        caption: 'The experiments; each is a chapter.',
        columns: [{ label: 'chapter' }, { label: 'on' }, { label: 'wall time (s)', format: 'fixed', decimals: 0 }],
        rows: chapters.map((chapter) => [chapter.title, chapter.subtitle, chapter.seconds]),
      },
      ...caveat(chapters),
      ...chapters.filter(isCompared).map((chapter) => comparisonTable(chapter.comparisons, chapter.title)),
    ],
  };
  const sections = [summary, ...chapters.flatMap(sectionsOf)];
  await folder.write('report.html', report({ title, subtitle, sections }));
  const about = chapters.map((chapter) => ({ title: chapter.title, seconds: chapter.seconds }));
  const run = { schema: 2, experiment: name, command, request: requestOf(context), seed, backend, seconds };
  await folder.write('metrics.json', `${JSON.stringify({ ...run, chapters: about, comparisons }, null, 1)}\n`);
  return { rows: toRows(comparisons), chapter: { title, subtitle, sections, comparisons, seconds } };
}

const isCompared = ({ comparisons }: Chapter): boolean => comparisons.length > 0;

/** Who reads no more than the summary must not take the published figures for figures of the same data. */
function caveat(chapters: readonly Chapter[]): Block[] {
  const runs = chapters.flatMap(({ title, elsewhere }) =>
    elsewhere ? [`${title}: run on ${elsewhere.data}, published for ${elsewhere.reference}`] : [],
  );
  if (runs.length === 0) return [];
  return [
    { type: 'note', kind: 'warning', text: `Published figures are shown for orientation only. ${runs.join('; ')}.` },
  ];
}

/** What a chapter links to lies in its experiment's folder, which is beside this document's. */
function fromBeside(chapter: Chapter, folder: string): Chapter {
  const linked = (block: Block): Block =>
    block.type === 'link' ? { ...block, href: `../${folder}/${block.href}` } : block;
  return {
    ...chapter,
    sections: chapter.sections.map((section) => ({ ...section, blocks: section.blocks.map(linked) })),
  };
}

function sectionsOf({ title, sections }: Chapter): Section[] {
  return sections.map((section) => ({ ...section, chapter: title }));
}
