import type { Digits } from '../data-source.ts';
import type { ExperimentContext } from '../experiment.ts';
import type { Versions } from '../versions.ts';

/** What a report says beside the results. */
export interface ReportContext {
  readonly digits: Digits;
  readonly versions: Versions;
  readonly backend: ExperimentContext['backend'];
  readonly seed: number;
  readonly command: string;
  readonly seconds: number;
}
