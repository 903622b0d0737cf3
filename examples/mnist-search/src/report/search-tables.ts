import type { Block } from '@gradlab/plots';
import type { Dimension } from '@gradlab/train';
import { parameterName } from '../parameter-names.ts';
import type { SearchRecord } from '../run-search.ts';
import { nameOf } from '../search-summary.ts';

const SHOWN = 10;

/** What was searched. */
export function spaceTable({ space, trials, rounds, roundsPerEpoch }: SearchRecord): Block {
  return {
    type: 'facts',
    items: [
      ...Object.entries(space).map(([name, dimension]) => [parameterName(name), describe(dimension)] as const),
      ['networks', trials.length],
      ['epochs of one that is trained to the end', rounds / roundsPerEpoch],
    ],
  };
}

function describe(dimension: Dimension): string {
  switch (dimension.type) {
    case 'choice':
      return dimension.options.map(String).join(', ');
    case 'conditional':
      return `where ${dimension.on} is ${dimension.values.map(String).join(', ')}: ${describe(dimension.dimension)}`;
    case 'logUniform':
      return `${dimension.min} to ${dimension.max}, its logarithm uniform`;
    default:
      return `${dimension.min} to ${dimension.max}, uniform`;
  }
}

/** The best networks of a search: those that were trained the longest come first. */
export function trialTable({ trials, roundsPerEpoch }: SearchRecord): Block {
  const sorted = [...trials].sort(
    (a, b) => b.rounds - a.rounds || (b.score ?? 0) - (a.score ?? 0) || a.trial - b.trial,
  );
  return {
    type: 'table',
    caption: `The best ${Math.min(SHOWN, trials.length)} of ${trials.length} networks; all are in metrics.json.`,
    columns: [
      { label: 'network' },
      { label: 'parameters' },
      { label: 'epochs', format: 'general' },
      { label: 'validation accuracy', format: 'percent', decimals: 2 },
    ],
    rows: sorted
      .slice(0, SHOWN)
      .map((trial) => [
        nameOf(trial),
        trial.parameterCount,
        Number((trial.rounds / roundsPerEpoch).toFixed(2)),
        trial.score ?? 'failed',
      ]),
  };
}
