import { foldIn } from '@gradlab/random';
import { randomDirection } from '../numeric/direction.ts';
import { directionLine, type Line } from '../numeric/line.ts';
import { measureNoise } from '../numeric/noise.ts';
import { relativeStepScale, stepScale } from '../numeric/step-scale.ts';
import type { DoubleFunction } from '../problem/double-function.ts';
import type { Prepared } from '../problem/prepare.ts';
import type { InputReport } from '../report/report.ts';
import { checkUpstream } from './check-backward.ts';
import { checkAbsent, checkInput, checkUnconnected, type InputFacts } from './check-input.ts';
import type { Facts } from './check-problem.ts';
import type { Comparison } from './comparison.ts';
import type { Settings } from './settings.ts';
import { runInSlices } from './slices.ts';
import type { Cause } from './suspected-cause.ts';

/** So small that a smooth function is straight over a few of them. */
const NOISE_SPACING = 2 ** -26;

/** Noise beyond this part of the outputs is not what rounding to double does to a reasonable function; float32 does a thousandfold. */
const COARSE = 2 ** -38;

/** Half a unit in the last place of 1. */
const HALF_ULP = 2 ** -53;

/** What holds for all inputs alike. */
interface Background {
  readonly noise: number;
  readonly isCoarse: boolean;
  readonly causes: readonly (Cause | null)[];
}

/** Compares every differentiable input with difference quotients in float64. */
export async function compareInputs(prepared: Prepared, settings: Settings, facts: Facts): Promise<InputReport[]> {
  const { f } = prepared;
  const background = f.run(() => {
    const noise = measureNoise(randomLine(f, settings), facts.value, NOISE_SPACING);
    const size = f.outputs().reduce((sum, output) => output.reduce((total, y) => total + Math.abs(y), sum), 0);
    return { noise, isCoarse: noise > COARSE * size, causes: checkUpstream(f, facts.gradients) };
  });
  const reports: InputReport[] = [];
  const steps = compareEach(prepared, settings, facts, background, reports);
  await runInSlices(f, steps, countSteps(facts, settings), settings);
  return reports;
}

function* compareEach(
  { problem, f, mayBeAbsent }: Prepared,
  settings: Settings,
  { value, gradients }: Facts,
  { noise, isCoarse, causes }: Background,
  reports: InputReport[],
): Generator<void> {
  for (const [input, leaf] of problem.differentiable.entries()) {
    const { name = '', tensor } = problem.leaves[leaf] ?? {};
    const facts: InputFacts = { name, shape: tensor?.shape ?? [], upstreamCause: causes[input] ?? null };
    const gradient = gradients[input] ?? null;
    const analytic = gradient ?? new Float64Array(f.values[input]?.length ?? 0);
    const largest = analytic.reduce((most, slope) => Math.max(most, Math.abs(slope)), 0);
    const seen = { f, settings, input, analytic, largest, base: value, noise, isCoarse };
    const comparison: Comparison = isSaturated(seen) ? { ...seen, noise: Math.max(noise, HALF_ULP) } : seen;
    if (gradient !== null) reports.push(yield* checkInput(facts, comparison));
    else if (mayBeAbsent[input] === true) reports.push(yield* checkAbsent(facts, comparison));
    else reports.push(checkUnconnected(facts, comparison));
  }
}

/**
 * Whether f is the same number at x and a step away, and its gradient so small that inside f, beside a number of about 1, nothing is
 * left of it: a cross-entropy log(1 + e⁻ᶻ) is exactly 0 in doubles from z = 37 on, its gradient is not. Not even units in the last
 * place of 0 tell that it was rounded.
 */
function isSaturated({ f, settings, input, largest, base }: Comparison): boolean {
  if (largest === 0 || largest * settings.epsilon >= HALF_ULP) return false;
  const values = f.values[input] as Float64Array;
  const line = directionLine(f, [randomDirection(input, values, foldIn(settings.seed, 'saturated'), stepScale)]);
  return line.at(settings.epsilon).value === base && line.at(-settings.epsilon).value === base;
}

/** A random direction through all inputs. */
function randomLine(f: DoubleFunction, { seed }: Settings): Line {
  const noise = foldIn(seed, 'noise');
  return directionLine(
    f,
    f.values.map((values, input) => randomDirection(input, values, foldIn(noise, input), relativeStepScale)),
  );
}

function countSteps({ gradients }: Facts, { mode, elements, directions }: Settings): number {
  const ofInput = (gradient: Float64Array | null): number => {
    if (gradient === null) return 0;
    return mode === 'full' ? Math.min(gradient.length, elements) : directions;
  };
  return gradients.reduce((sum, gradient) => sum + ofInput(gradient), 0);
}
