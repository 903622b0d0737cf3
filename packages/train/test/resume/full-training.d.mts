import type { FitOptions } from '@gradlab/train';

export function fullTraining(changes?: Partial<FitOptions>): Promise<string>;
