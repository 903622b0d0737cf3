import { type Comparison, toRows } from './comparison.ts';
import { type Digits, loadDigits, type SyntheticSizes } from './data-source.ts';
import type { ExperimentContext, ResultRow } from './experiment.ts';
import type { ReportContext } from './report/report-context.ts';
import { collectVersions } from './versions.ts';

/** What is peculiar to an experiment on digits. */
export interface DigitsStudy<R extends object> {
  /** Of the experiment. */
  readonly name: string;
  /** `import.meta.url` of the example, whose packages are meant. */
  readonly module: string;
  /** The packages of gradlab that it uses, without their scope. */
  readonly packages: readonly string[];
  /** How many digits to draw where no data is given. */
  readonly sizes: SyntheticSizes;
  /** Does the work; what it finds is plain data, and goes into metrics.json. */
  run(digits: Digits, context: ExperimentContext): Promise<R>;
  /** Every figure that has, or could have, a published counterpart. */
  compare(results: R): readonly Comparison[];
  /** Draws the figures into the run's folder and writes the report around them. */
  report(results: R, context: ReportContext, folder: ExperimentContext['folder']): Promise<string>;
}

/**
 * Runs an experiment on digits from loading them to its report.
 *
 * @returns the closing table
 */
export async function runDigitsStudy<R extends object>(
  study: DigitsStudy<R>,
  context: ExperimentContext,
): Promise<readonly ResultRow[]> {
  const started = performance.now();
  const { source, backend, seed, command, folder, log } = context;
  const digits = await loadDigits(source, { ...context, sizes: study.sizes });
  const { name, digests, train, validation, test } = digits;
  log(`${name}: ${train.size} training, ${validation.size} validation, ${test.size} test`);
  const results = await study.run(digits, context);
  const packages = study.packages.map((each) => `@gradlab/${each}`);
  const versions = collectVersions(study.module, ['@tensorflow/tfjs-core', ...packages]);
  const seconds = (performance.now() - started) / 1000;
  const comparisons = study.compare(results);
  const data = { name, digests, train: train.size, validation: validation.size, test: test.size };
  const run = { schema: 1, experiment: study.name, command, seed, data, backend, versions, seconds };
  await folder.write('metrics.json', `${JSON.stringify({ ...run, comparisons, ...results }, null, 1)}\n`);
  const about = { digits, versions, backend, seed, command, seconds };
  await folder.write('report.html', await study.report(results, about, folder));
  if (name !== 'MNIST') log(`The published figures are for MNIST; this run was on ${name}.`);
  return toRows(comparisons);
}
