import * as tf from '@tensorflow/tfjs-core';
import { GradcheckError } from '../gradcheck-error.ts';
import type { DoubleFunction, DoubleGradients } from '../problem/double-function.ts';
import { type Prepared, prepare } from '../problem/prepare.ts';
import type { Problem } from '../problem/problem.ts';
import { type GradcheckReport, gravest, type InputReport, makeReport, passes } from '../report/report.ts';
import { sameGradients } from './check-backward.ts';
import { backendVerdict, withBackend } from './check-input.ts';
import { compareBackend } from './compare-backend.ts';
import { compareInputs } from './compare-inputs.ts';
import { referenceOf } from './reference.ts';
import type { Settings } from './settings.ts';
import { malformedReport, uncheckedReport } from './unchecked-reports.ts';

/** What a function gave when it was run twice. */
export interface Facts {
  readonly value: number;
  readonly gradients: DoubleGradients;
  readonly deterministic: boolean;
}

/** Checks a problem: first in float64 by itself, then the current backend against that. */
export async function checkProblem(problem: Problem, settings: Settings): Promise<GradcheckReport> {
  settings.signal?.throwIfAborted();
  try {
    return await checkPrepared(await prepare(problem, settings.order, settings.seed), settings);
  } catch (error) {
    if (error instanceof GradcheckError && error.code === 'malformed-gradient') {
      return malformedReport(problem, settings, error);
    }
    throw error;
  }
}

async function checkPrepared(prepared: Prepared, settings: Settings): Promise<GradcheckReport> {
  const { problem, f } = prepared;
  const facts = f.run(() => runTwice(f));
  if (!facts.deterministic) {
    const message = 'two runs on the same inputs gave different results: is there dropout or noise without a seed?';
    return uncheckedReport(problem, settings, 'not-deterministic', message, f.evaluations);
  }
  if (!Number.isFinite(facts.value)) {
    return uncheckedReport(problem, settings, 'nan', `the value of f is ${facts.value}`, f.evaluations);
  }
  const inputs = await compareInputs(prepared, settings, facts);
  return settings.checkBackend
    ? compareWithBackend(prepared, settings, facts, inputs)
    : finalReport(prepared, settings, inputs, null);
}

function runTwice(f: DoubleFunction): Facts {
  const [value, again] = [f.value(), f.value()];
  const [gradients, gradientsAgain] = [f.gradients(), f.gradients()];
  return { value, gradients, deterministic: Object.is(value, again) && sameGradients(gradients, gradientsAgain) };
}

async function compareWithBackend(
  prepared: Prepared,
  settings: Settings,
  { gradients }: Facts,
  inputs: readonly InputReport[],
): Promise<GradcheckReport> {
  const { problem, upstream, f } = prepared;
  const name = tf.getBackend();
  const reference = f.run(() => referenceOf(f, gradients, settings.seed));
  const comparisons = await compareBackend(problem, upstream, f.values, reference);
  const judged = inputs.map((input, i) => withBackend(input, comparisons.gradients[i] ?? null));
  return finalReport(prepared, settings, judged, { name, outputs: comparisons.outputs });
}

function finalReport(
  { f }: Prepared,
  { order, mode, scheme, epsilon }: Settings,
  inputs: readonly InputReport[],
  backend: GradcheckReport['backend'],
): GradcheckReport {
  const ofBackend = backend === null ? [] : [backendVerdict(backend.outputs)];
  const verdict = gravest([...inputs.map((input) => input.verdict), ...ofBackend]);
  const worst = inputs
    .flatMap((input) =>
      input.worst === null ? [] : [{ ...input.worst, input: input.name, failed: input.verdict === 'wrong' }],
    )
    // A wrong element before a right one, a large error before a small one.
    .sort((a, b) => Number(b.failed) - Number(a.failed) || b.absError - a.absError)
    .map(({ failed: _, ...element }) => element)[0];
  return makeReport({
    ok: passes(verdict),
    verdict,
    order,
    mode,
    scheme,
    epsilon,
    maxAbsError: inputs.reduce((most, input) => Math.max(most, input.maxAbsError), 0),
    worst: worst ?? null,
    inputs,
    backend,
    message: null,
    evaluations: f.evaluations,
  });
}
