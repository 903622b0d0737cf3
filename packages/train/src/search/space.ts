import { describeValue } from '@gradlab-internal/checks';
import type {
  ChoiceDimension,
  ConditionalDimension,
  Dimension,
  IntegerDimension,
  Json,
  NumberDimension,
  PlainDimension,
} from './dimension.ts';

/** The hyperparameters of a search by name. */
export type SearchSpace = Readonly<Record<string, Dimension>>;

type ValueOf<D> =
  D extends ChoiceDimension<infer T> ? T : D extends NumberDimension | IntegerDimension ? number : never;
type ConditionalNames<S> = { [K in keyof S]: S[K] extends ConditionalDimension ? K : never }[keyof S];

/** One value for each hyperparameter; those that are conditional may be absent. */
export type ParametersOf<S extends SearchSpace> = {
  readonly [K in Exclude<keyof S, ConditionalNames<S>>]: ValueOf<S[K]>;
} & {
  readonly [K in ConditionalNames<S>]?: S[K] extends ConditionalDimension<infer D> ? ValueOf<D> : never;
};

/** Parameters as the parts of the search pass them on: JSON by name. */
export type Parameters = Readonly<Record<string, Json>>;

/** Whether parameters may be tried. */
export type Constraint<S extends SearchSpace = SearchSpace> = (parameters: ParametersOf<S>) => boolean;

const TYPES: readonly string[] = ['choice', 'uniform', 'logUniform', 'integer'];

/** The dimensions of a space with their names: those first on which others depend. */
export function dimensionsOf(space: SearchSpace): [string, Dimension][] {
  if (typeof space !== 'object' || space === null) {
    throw new TypeError(`search: space must be an object of dimensions, got ${describeValue(space)}`);
  }
  const entries = Object.entries(space);
  if (entries.length === 0) throw new RangeError('search: space must hold at least one dimension, got none');
  for (const [name, dimension] of entries) checkDimension(space, name, dimension);
  const isConditional = ([, { type }]: [string, Dimension]): boolean => type === 'conditional';
  return [...entries.filter((entry) => !isConditional(entry)), ...entries.filter(isConditional)];
}

function checkDimension(space: SearchSpace, name: string, dimension: Dimension): void {
  if (dimension?.type !== 'conditional') {
    if (!TYPES.includes(dimension?.type)) throw wrongDimension(name, dimension);
    return;
  }
  if (!TYPES.includes(dimension.dimension?.type)) throw wrongDimension(name, dimension.dimension);
  const parent = space[dimension.on];
  if (parent === undefined || parent.type === 'conditional') {
    throw new RangeError(
      `search: space.${name} must depend on a dimension that is not conditional, got ${describeValue(dimension.on)}`,
    );
  }
  if (dimension.values.length === 0) {
    throw new RangeError(`search: space.${name} must depend on at least one value of ${dimension.on}, got none`);
  }
  // A slip in a value would leave the dimension out of every trial without a word.
  const impossible = dimension.values.find((value) => !canTake(parent, value));
  if (impossible === undefined) return;
  throw new RangeError(
    `search: space.${name} must depend on values that ${dimension.on} can take, got ${describeValue(impossible)}`,
  );
}

/** Whether a dimension is ever just this value; one of real numbers is not, but by chance. */
function canTake(dimension: PlainDimension, value: Json): boolean {
  switch (dimension.type) {
    case 'choice':
      return dimension.options.some((option) => JSON.stringify(option) === JSON.stringify(value));
    case 'integer':
      return (
        Number.isInteger(((value as number) - dimension.min) / dimension.step) &&
        (value as number) >= dimension.min &&
        (value as number) <= dimension.max
      );
    default:
      return false;
  }
}

const wrongDimension = (name: string, got: unknown): TypeError =>
  new TypeError(
    `search: space.${name} must be made by choice, uniform, logUniform, integer or conditional, got ${describeValue(got)}`,
  );

/** What a dimension draws where it is there. */
export const plainDimension = (dimension: Dimension): PlainDimension =>
  dimension.type === 'conditional' ? dimension.dimension : dimension;

/** The dimension to be drawn beside parameters that are there already; undefined where its condition does not hold. */
export function activeDimension(dimension: Dimension, parameters: Parameters): PlainDimension | undefined {
  if (dimension.type !== 'conditional') return dimension;
  const given = JSON.stringify(parameters[dimension.on]);
  return dimension.values.some((value) => JSON.stringify(value) === given) ? dimension.dimension : undefined;
}
