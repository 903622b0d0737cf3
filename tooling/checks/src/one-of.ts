import { describeValue } from './describe.ts';

/**
 * Returns `value` if it is one of `choices`.
 *
 * @throws RangeError that lists the choices
 */
export function requireOneOf<T extends string>(caller: string, name: string, value: unknown, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === value);
  if (found === undefined) {
    throw new RangeError(`${caller}: ${name} must be one of ${choices.join(', ')}, got ${describeValue(value)}`);
  }
  return found;
}
