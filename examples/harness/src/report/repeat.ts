import type { Section } from '@gradlab/plots';
import type { ReportContext } from './report-context.ts';

/** The command, the machine and the versions. */
export function repeatSection({ command, versions }: ReportContext): Section {
  return {
    title: 'To repeat this',
    blocks: [
      { type: 'code', label: 'Command', text: command },
      {
        type: 'facts',
        items: [
          ['Node', versions.node],
          ['platform', versions.platform],
          ['processor', versions.cpu],
          ...Object.entries(versions.packages),
        ],
      },
    ],
  };
}
