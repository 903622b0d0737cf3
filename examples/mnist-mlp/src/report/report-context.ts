import type { Digits, ExperimentContext, Versions } from '@gradlab-examples/harness';

/** What a report says beside the results. */
export interface ReportContext {
  readonly digits: Digits;
  readonly versions: Versions;
  readonly backend: ExperimentContext['backend'];
  readonly seed: number;
  readonly command: string;
  readonly seconds: number;
}
