/** A number (or text) that is not what it was. */
export interface Difference {
  /** Where in the file: `trainings.0.history.3.loss`. */
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** Two runs beside each other. */
export interface MetricsComparison {
  /** How many numbers both have. */
  readonly compared: number;
  readonly differences: readonly Difference[];
  /** The largest |before − after| / max(|before|, |after|) among numbers; infinite where a value is missing or of another kind. */
  readonly largest: number;
}

/** What may differ between two runs that give the same. */
const CIRCUMSTANCES = new Set(['seconds', 'command', 'request', 'versions', 'backend', 'partsDoneEarlier']);
// It may be that of a folder, which may have moved; the digests beside it say whether the data is the same.
const NAME_OF_DATA = 'data.name';

/**
 * Compares every number of two metrics.json files, but for times and circumstances.
 *
 * @param earlier one, as parsed
 * @param later one
 */
export function compareMetrics(earlier: unknown, later: unknown): MetricsComparison {
  const differences: Difference[] = [];
  let compared = 0;
  const visit = (a: unknown, b: unknown, path: string): void => {
    if (isRecord(a) && isRecord(b)) {
      for (const name of new Set([...Object.keys(a), ...Object.keys(b)])) {
        const inner = path === '' ? name : `${path}.${name}`;
        if (!CIRCUMSTANCES.has(name) && inner !== NAME_OF_DATA) visit(a[name], b[name], inner);
      }
      return;
    }
    if (typeof a === 'number' && typeof b === 'number') compared += 1;
    if (a !== b) differences.push({ path, before: a, after: b });
  };
  visit(earlier, later, '');
  return { compared, differences, largest: differences.reduce((most, each) => Math.max(most, relative(each)), 0) };
}

function relative({ before, after }: Difference): number {
  if (typeof before !== 'number' || typeof after !== 'number') return Number.POSITIVE_INFINITY;
  return Math.abs(before - after) / Math.max(Math.abs(before), Math.abs(after));
}

/** Arrays too: their indices are their names. */
function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
