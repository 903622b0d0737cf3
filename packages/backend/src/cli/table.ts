import Table from 'cli-table3';
import type { BackendStatus } from '../check-backends.ts';

const REASON_WIDTH = 72;

/** The table that `gradlab-backend` prints. */
export function renderTable(statuses: readonly BackendStatus[]): string {
  const table = new Table({
    head: ['backend', 'works here', 'why not'],
    colWidths: [null, null, REASON_WIDTH],
    wordWrap: true,
    style: { head: [], border: [] },
  });
  // The reason begins with the name that the first column has already.
  for (const { name, available, reason = '' } of statuses) {
    table.push([name, available ? 'yes' : 'no', reason.replace(`${name}: `, '')]);
  }
  return table.toString();
}
