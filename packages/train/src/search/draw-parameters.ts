import { foldIn, integers, type Key, uniform } from '@gradlab/random';
import { describeValue } from '@gradlab-internal/checks';
import { type Json, latticeOf, type PlainDimension } from './dimension.ts';
import { activeDimension, type Constraint, dimensionsOf, type Parameters, type SearchSpace } from './space.ts';

/** Draws that a space may be asked for before its constraints are taken to allow nothing. */
const MOST_ATTEMPTS = 10_000;

/**
 * The parameters of trial `index`: drawn from (seed, index, name) alone, so that they depend neither on other trials nor on
 * the order of the space's dimensions. Draws that a constraint refuses are drawn again.
 *
 * @throws RangeError if the constraints accept none of 10,000 draws
 */
export function drawParameters(
  space: SearchSpace,
  constraints: readonly Constraint[],
  seed: Key,
  index: number,
): Parameters {
  const dimensions = dimensionsOf(space);
  const trial = foldIn(foldIn(seed, 'trial'), index);
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const drawn: Record<string, Json> = {};
    for (const [name, dimension] of dimensions) {
      const active = activeDimension(dimension, drawn);
      if (active !== undefined) drawn[name] = drawValue(active, foldIn(foldIn(trial, attempt), name));
    }
    if (satisfies(drawn, constraints)) return drawn;
  }
  throw new RangeError(`search: constraints must accept some parameters, got none of ${MOST_ATTEMPTS} draws accepted`);
}

/**
 * Whether every constraint accepts the parameters.
 *
 * @throws TypeError if one answers neither true nor false: a promise, say, would accept everything
 */
export function satisfies(parameters: Parameters, constraints: readonly Constraint[]): boolean {
  return constraints.every((accepts, i) => {
    // Constraints are typed by their own space; the parameters were made for just that one.
    const answer: unknown = accepts(parameters as never);
    if (typeof answer === 'boolean') return answer;
    throw new TypeError(`search: constraints[${i}] must answer true or false, got ${describeValue(answer)}`);
  });
}

function drawValue(dimension: PlainDimension, seed: Key): Json {
  const [share = 0] = uniform(seed, 1);
  switch (dimension.type) {
    case 'choice':
      return dimension.options[integers(seed, 1, { below: dimension.options.length })[0] ?? 0] ?? null;
    case 'uniform':
      return dimension.min + share * (dimension.max - dimension.min);
    case 'logUniform':
      return Math.min(dimension.max, dimension.min * (dimension.max / dimension.min) ** share);
    case 'integer': {
      const { count, at } = latticeOf(dimension);
      return at(integers(seed, 1, { below: count })[0] ?? 0);
    }
  }
}
