import type { GradientValidation } from './gradient-validation.ts';
import type { Training } from './run-training.ts';
import type { SettingId } from './settings.ts';

/** All that a run found, as plain data. */
export interface Results {
  readonly trainings: readonly Training[];
  readonly gradientValidation?: GradientValidation;
}

/** The trainings of one setting. */
export function ofSetting({ trainings }: Results, id: SettingId): Training[] {
  return trainings.filter(({ plan }) => plan.setting.id === id);
}
