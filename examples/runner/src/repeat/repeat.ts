import { join, resolve } from 'node:path';
import { type Comparison, type Experiment, parseDataSource, showFigure } from '@gradlab-examples/harness';
import Table from 'cli-table3';
import { print } from '../print.ts';
import { type RunOptions, runExperiment } from '../run-experiment.ts';
import { compareMetrics, type MetricsComparison } from './compare-metrics.ts';
import { type RecordedRun, readMetrics } from './read-metrics.ts';

const LONGEST_SHOWN = 100;

/** What `repeat` was asked for. */
export interface RepeatCommand {
  readonly kind: 'repeat';
  /** A metrics.json. */
  readonly file: string;
  /** Where the data is now; where it was then unless given. */
  readonly data?: string;
  readonly out: string;
  /** Largest relative difference of a number that still counts as the same. */
  readonly tolerance: number;
  readonly fresh: boolean;
}

/**
 * Runs what a metrics.json records again and sets the two beside each other.
 *
 * @returns whether they agree
 */
export async function repeatRun(
  request: RepeatCommand,
  experiments: readonly Experiment[],
  base: string,
  options: RunOptions,
): Promise<boolean> {
  const { file, data, tolerance, fresh } = request;
  const then = await readMetrics(resolve(base, file));
  const experiment = experiments.find(({ name }) => name === then.experiment);
  if (experiment === undefined) throw new Error(`${file} is of ${then.experiment}, which is no experiment here`);
  const unknown = then.request.only?.find((part) => !experiment.parts.includes(part));
  if (unknown !== undefined)
    throw new Error(`${file} is of ${experiment.name} ${unknown}, which is no part of it here`);
  const out = resolve(base, request.out);
  const source = data === undefined ? then.request.source : parseDataSource(data, base);
  const { name: backend } = then.backend;
  await runExperiment({ ...then.request, kind: 'run', experiment, source, backend, out, fresh }, options);
  const now = await readMetrics(join(out, experiment.name, 'metrics.json'));
  for (const line of circumstances(then, now)) print(line);
  print(`\n${besideEachOther(then.comparisons, now.comparisons)}`);
  const comparison = compareMetrics(then, now);
  print(`\n${verdict(comparison, tolerance)}`);
  return comparison.largest <= tolerance;
}

/** What was different about the two runs, beside their numbers. */
function circumstances(then: RecordedRun, now: RecordedRun): string[] {
  const pairs: [string, string | undefined, string | undefined][] = [
    ['data', then.data?.name, now.data?.name],
    ['digests of the data', JSON.stringify(then.data?.digests), JSON.stringify(now.data?.digests)],
    ['backend', JSON.stringify(then.backend), JSON.stringify(now.backend)],
    ['Node', then.versions?.node, now.versions?.node],
    ['processor', then.versions?.cpu, now.versions?.cpu],
    ['packages', JSON.stringify(then.versions?.packages), JSON.stringify(now.versions?.packages)],
  ];
  return pairs.flatMap(([what, a, b]) => (a === b ? [] : [`Another ${what}: then ${a ?? 'none'}, now ${b ?? 'none'}`]));
}

function besideEachOther(then: readonly Comparison[], now: readonly Comparison[]): string {
  const table = new Table({ head: ['experiment', 'figure', 'then', 'now'], style: { head: [], border: [] } });
  for (const { what, measure, ours } of then) {
    const again = now.find((figure) => figure.what === what && figure.measure === measure);
    table.push([what, measure, showFigure(measure, ours), again ? showFigure(measure, again.ours) : '–']);
  }
  return table.toString();
}

function verdict({ compared, differences, largest }: MetricsComparison, tolerance: number): string {
  const count = compared.toLocaleString('en-US');
  if (differences.length === 0) return `The same: all ${count} numbers are equal, bit for bit.`;
  const examples = differences
    .slice(0, 5)
    .map(({ path, before, after }) => `  ${path}: ${show(before)} then, ${show(after)} now`);
  const size = Number.isFinite(largest)
    ? `the largest relative difference is ${largest.toExponential(2)}`
    : 'some are missing or of another kind';
  const agree = largest <= tolerance ? `That is within the tolerance of ${tolerance}.` : 'Not the same.';
  return `${agree} Of ${count} numbers ${differences.length.toLocaleString('en-US')} differ; ${size}:\n${examples.join('\n')}`;
}

/** Whole trainings may be missing: their beginning says which. */
function show(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length <= LONGEST_SHOWN ? text : `${text.slice(0, LONGEST_SHOWN)}…`;
}
