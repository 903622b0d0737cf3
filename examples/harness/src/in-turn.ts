import { compose, type Transform } from '@gradlab/augment';

/** One transform after the other; none if there is nothing to do. */
export function inTurn(...transforms: readonly (Transform | undefined)[]): Transform | undefined {
  const given = transforms.filter((transform) => transform !== undefined);
  return given.length === 0 ? undefined : compose(given);
}
