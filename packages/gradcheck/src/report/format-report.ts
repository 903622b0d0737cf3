import { describeShape } from '@gradlab-internal/checks';
import type { BackendComparison } from '../checks/compare-backend.ts';
import type { ElementReport, InputReport, ReportData } from './report.ts';

const HEADER = ['input', 'shape', 'verdict', 'compared', 'kinks', 'largest gradient', 'max error', 'float32'] as const;

/** A verdict, a table with a row for each input, and a paragraph for each failure. */
export function formatReport(report: ReportData): string {
  return [headline(report), table([HEADER, ...report.inputs.map((input) => row(input))]), ...paragraphs(report)].join(
    '\n',
  );
}

function headline({ ok, verdict, order, mode, scheme, epsilon, evaluations, backend }: ReportData): string {
  const what = order === 2 ? 'second derivatives' : 'gradients';
  const against = backend === null ? '' : `, ${backend.name} in float32 against float64`;
  const outcome = `${what} ${ok ? 'pass' : 'FAIL'}: ${verdict}`;
  return `${outcome} (${mode}, ${scheme} differences, ε = ${number(epsilon)}, ${evaluations} evaluations${against})`;
}

function row(input: InputReport): readonly string[] {
  const { name, shape, verdict, compared, kinks, largest, maxAbsError, backend } = input;
  const float32 = backend === null ? '–' : backend.verdict === 'ok' ? number(backend.maxAbsError) : backend.verdict;
  return [
    name,
    describeShape(shape),
    verdict,
    `${compared}`,
    `${kinks}`,
    number(largest),
    number(maxAbsError),
    float32,
  ];
}

function number(value: number): string {
  return value === 0 || !Number.isFinite(value) ? `${value}` : value.toExponential(2);
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = HEADER.map((_, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0)));
  // Numbers to the right, words to the left.
  const align = (cell: string, column: number): string =>
    column < 3 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0);
  return rows.map((cells) => `  ${cells.map(align).join('  ')}`.trimEnd()).join('\n');
}

function paragraphs(report: ReportData): readonly string[] {
  const { message, backend } = report;
  return [
    ...(message === null ? [] : [message]),
    ...(backend === null ? [] : backendSentence(`the value of f`, backend.name, backend.outputs)),
    ...report.inputs.flatMap((input) => [
      ...inputSentences(input),
      ...(input.backend === null || backend === null
        ? []
        : backendSentence(`the gradient of ${input.name}`, backend.name, input.backend)),
    ]),
  ];
}

function inputSentences({ name, wrong, message, worst, cause }: InputReport): readonly string[] {
  const reason = [...(cause === null ? [] : [cause.message]), ...(message === null ? [] : [message])].join('; ');
  if (wrong > 0 && worst !== null) return [`${name}${elementSentence(worst)}${reason && `; suspected: ${reason}`}`];
  return reason === '' ? [] : [`${name}: ${reason}`];
}

function elementSentence({ coordinates, analytic, numeric, relativeError }: ElementReport): string {
  const relative = `relative error ${number(relativeError)}`;
  return `${describeShape(coordinates)}: the gradient is ${analytic.toPrecision(7)}, differences give ${numeric.toPrecision(7)} (${relative})`;
}

function backendSentence(
  what: string,
  name: string,
  { verdict, worst, message }: BackendComparison,
): readonly string[] {
  if (verdict === 'ok') return [];
  if (verdict === 'failed') return [`${name} failed: ${message}`];
  const where = worst === null ? '' : ` at ${worst.index}: float32 ${worst.float32}, float64 ${worst.float64}`;
  return [`${what} on ${name} is ${verdict}${where}`];
}
