import { describeShape } from '@gradlab-internal/checks';
import type { GradcheckError } from '../gradcheck-error.ts';
import type { Problem } from '../problem/problem.ts';
import { type GradcheckReport, makeReport, type Verdict } from '../report/report.ts';
import { uncheckedInput } from './check-input.ts';
import type { Settings } from './settings.ts';
import { readMalformed } from './suspected-cause.ts';

/** A report of a function with which no comparison can begin. */
export function uncheckedReport(
  problem: Problem,
  { order, mode, scheme, epsilon }: Settings,
  verdict: Verdict,
  message: string,
  evaluations: number,
): GradcheckReport {
  const inputs = problem.differentiable.map((i) => {
    const { name = '', tensor } = problem.leaves[i] ?? {};
    return uncheckedInput({ name, shape: tensor?.shape ?? [] }, verdict, null);
  });
  const settings = { order, mode, scheme, epsilon };
  return makeReport({
    ...settings,
    ok: false,
    verdict,
    maxAbsError: Number.NaN,
    worst: null,
    inputs,
    backend: null,
    message,
    evaluations,
  });
}

/** A report of a gradient that TensorFlow.js refused, because a gradient function made it of another shape or dtype. */
export function malformedReport(problem: Problem, settings: Settings, { message }: GradcheckError): GradcheckReport {
  const malformed = readMalformed(message);
  const suspected = malformed?.cause ? `; suspected: ${malformed.cause.message}` : '';
  const report = uncheckedReport(problem, settings, 'wrong', `${message}${suspected}`, 0);
  // The operation may be anywhere between an input and the result; where the shapes agree it is probably about that input.
  const isMeant = (shape: readonly number[]): boolean => describeShape(shape) === describeShape(malformed?.shape ?? []);
  return makeReport({
    ...report,
    inputs: report.inputs.map((input) =>
      isMeant(input.shape) ? { ...input, cause: malformed?.cause ?? null } : input,
    ),
  });
}
