import type { Targets } from '@gradlab/datasets';
import { report, type Section } from '@gradlab/plots';
import { type Comparison, toRows } from './comparison.ts';
import { type StudyData, sizesOf, sizesOfSets } from './data/study-data.ts';
import { type ExperimentContext, type ExperimentResult, type RunRequest, requestOf } from './experiment.ts';
import { overview } from './report/overview.ts';
import { repeatSection } from './report/repeat.ts';
import type { ReportContext } from './report/report-context.ts';
import { collectVersions } from './versions.ts';

/** What is peculiar to an experiment. */
export interface Study<D extends StudyData<Targets>, R extends object> {
  /** Of the experiment: `mnist-cnn`. */
  readonly name: string;
  /** Of its report. */
  readonly title: string;
  /** `import.meta.url` of the example, whose packages are meant. */
  readonly module: string;
  /** The packages of gradlab that it uses, without their scope. */
  readonly packages: readonly string[];
  /** What the published figures are for: `MNIST`. Left out where none is for any data, as a count of weights is not. */
  readonly reference?: string;
  /** What its examples are, in the plural. */
  readonly noun: string;
  load(context: ExperimentContext): Promise<D>;
  /** Does the work; what it finds is plain data, and goes into metrics.json. */
  run(data: D, context: ExperimentContext): Promise<R>;
  /** Every figure that has, or could have, a published counterpart. */
  compare(results: R): readonly Comparison[];
  /** Draws the figures into the run's folder; answers the sections that show them. */
  report(results: R, about: ReportContext<D>, folder: ExperimentContext['folder']): Promise<StudyReport>;
}

/** What a report says between what was run and how to repeat it. */
export interface StudyReport {
  readonly subtitle: string;
  readonly sections: readonly Section[];
}

/** Runs an experiment from loading its data to its report. */
export async function runStudy<D extends StudyData<Targets>, R extends object>(
  study: Study<D, R>,
  context: ExperimentContext,
): Promise<ExperimentResult> {
  const started = performance.now();
  const { folder, log } = context;
  const data = await study.load(context);
  const { name, digests } = data;
  const sets = sizesOfSets(data);
  for (const [set, { train, validation, test }] of Object.entries(sets)) {
    log(`${set}: ${train} training, ${validation} validation, ${test} test`);
  }
  // One set alone is named by its digests as it always was.
  const parts = context.parts.within({ data: digests, sizes: data.sets ?? sizesOf(data) });
  const results = await study.run(data, { ...context, parts });
  const about = aboutRun(study, data, context, (performance.now() - started) / 1000);
  const comparisons = study.compare(results);
  const metrics = { ...describeRun(study, about, requestOf(context)), comparisons, ...results };
  await folder.write('metrics.json', `${JSON.stringify(metrics, null, 1)}\n`);
  const { subtitle, sections: found } = await study.report(results, about, folder);
  const sections = [overview(comparisons, about), ...found, repeatSection(about)];
  await folder.write('report.html', report({ title: study.title, subtitle, sections }));
  const { reference } = study;
  const elsewhere = data.isReference || reference === undefined ? undefined : { data: name, reference };
  if (elsewhere) log(`The published figures are for ${elsewhere.reference}; this run was on ${name}.`);
  const chapter = { title: study.title, subtitle, sections, comparisons, seconds: about.seconds };
  return { rows: toRows(comparisons), chapter: { ...chapter, ...(elsewhere && { elsewhere }) } };
}

function aboutRun<D extends StudyData<Targets>, R extends object>(
  { module, packages, reference, noun }: Study<D, R>,
  data: D,
  { backend, seed, command, profile, parts }: ExperimentContext,
  seconds: number,
): ReportContext<D> {
  const versions = collectVersions(module, ['@tensorflow/tfjs-core', ...packages.map((each) => `@gradlab/${each}`)]);
  const about = { data, noun, profile, versions, backend, seed, command, seconds, taken: parts.taken() };
  return { ...about, ...(reference !== undefined && { reference }) };
}

function describeRun(
  study: { readonly name: string },
  { data, versions, backend, seed, command, seconds, taken }: ReportContext,
  request: RunRequest,
): object {
  const { name, isReference, digests, sets } = data;
  const about = { name, isReference, digests, ...(sets === undefined ? sizesOf(data) : { sets }) };
  const run = { schema: 2, experiment: study.name, command, request, seed, data: about, backend, versions };
  return { ...run, seconds, partsDoneEarlier: taken };
}
