import { offsetsOf, type Sample, type Scheme, type Slope, slopeFrom } from '../numeric/schemes.ts';
import type { Evaluator } from './evaluator.ts';

/**
 * What a difference is divided by. `actual`: the distance of the points as the arithmetic has them; x + ε is rounded, and far from
 * zero or for a small ε that is not ε at all. `nominal`: 2ε, or ε for the forward scheme, as textbooks have it.
 */
export const STEPS = ['actual', 'nominal'] as const;
export type Step = (typeof STEPS)[number];

/** How to take a difference. */
export interface DifferenceRule {
  readonly epsilon: number;
  readonly scheme: Scheme;
  readonly step: Step;
}

/** Other code may run after so many elements. */
const CHUNK = 32;

/** The slope along each of some elements; NaN where the points coincide. */
export async function slopesAt(
  evaluator: Evaluator,
  indices: readonly number[],
  rule: DifferenceRule,
): Promise<readonly Slope[]> {
  const slopes: Slope[] = [];
  for (let at = 0; at < indices.length; at += CHUNK) {
    slopes.push(...(await slopesOfChunk(evaluator, indices.slice(at, at + CHUNK), rule)));
  }
  return slopes;
}

async function slopesOfChunk(
  { values, value: base, round, evaluate }: Evaluator,
  indices: readonly number[],
  { epsilon, scheme, step }: DifferenceRule,
): Promise<readonly Slope[]> {
  const offsets = offsetsOf(scheme, epsilon);
  const points = indices.flatMap((index) =>
    offsets.map((offset) => ({ index, value: round((values[index] as number) + offset), offset })),
  );
  const results = await evaluate(points);
  const samples = points.map(({ index, value, offset }, i): Sample => {
    const actual = value - (values[index] as number);
    return { offset: step === 'actual' ? actual : offset, value: results[i] as number };
  });
  return indices.map((_, i) => slopeFrom(scheme, base, samples.slice(i * offsets.length, (i + 1) * offsets.length)));
}
