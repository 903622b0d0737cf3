import { describeValue } from '@gradlab-internal/checks';

/**
 * Which layers or weights are meant: a name (`conv1`, `conv1.weight`; a layer's or a head's stands for everything in it), a regular
 * expression on the whole name, or a list of both.
 */
export type NamePattern = string | RegExp | readonly (string | RegExp)[];

/**
 * The names that a pattern means, in the order of `names`.
 *
 * @throws TypeError if it is no pattern; RangeError if a part of it matches nothing, for that is a slip
 */
export function matchNames(caller: string, names: readonly string[], pattern: NamePattern): string[] {
  const parts = Array.isArray(pattern) ? (pattern as readonly (string | RegExp)[]) : [pattern as string | RegExp];
  const matched = new Set<string>();
  for (const part of parts) {
    if (typeof part !== 'string' && !(part instanceof RegExp)) {
      throw new TypeError(`${caller}: names must be strings or regular expressions, got ${describeValue(part)}`);
    }
    const found = names.filter((name) => matches(name, part));
    if (found.length === 0) {
      throw new RangeError(`${caller}: names must match one of ${names.join(', ')}, got ${describePart(part)}`);
    }
    for (const name of found) matched.add(name);
  }
  return names.filter((name) => matched.has(name));
}

function matches(name: string, part: string | RegExp): boolean {
  if (typeof part === 'string') return name === part || name.startsWith(`${part}.`);
  // A global expression would go on where the last match ended.
  return new RegExp(part.source, part.flags.replace(/[gy]/g, '')).test(name);
}

function describePart(part: string | RegExp): string {
  return typeof part === 'string' ? describeValue(part) : String(part);
}
