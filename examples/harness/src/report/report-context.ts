import type { Targets } from '@gradlab/datasets';
import type { StudyData } from '../data/study-data.ts';
import type { ExperimentContext } from '../experiment.ts';
import type { Versions } from '../versions.ts';

/** What a report says beside the results. */
export interface ReportContext<D extends StudyData<Targets> = StudyData<Targets>> {
  readonly data: D;
  /** What the published figures are for; none where they are for no data. */
  readonly reference?: string;
  /** What the examples are, in the plural. */
  readonly noun: string;
  readonly profile: ExperimentContext['profile'];
  readonly versions: Versions;
  readonly backend: ExperimentContext['backend'];
  readonly seed: number;
  readonly command: string;
  /** Wall time of this run; what {@link taken} counts is not in it. */
  readonly seconds: number;
  /** How many parts were done by an earlier run that was cut short. */
  readonly taken: number;
}
