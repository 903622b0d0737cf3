import type { TrainingKernel } from '../training-kernel.ts';
import { batchMatMul } from './batch-mat-mul.ts';
import { fusedMatMul } from './fused-mat-mul.ts';
import { maxPoolGrad } from './max-pool-grad.ts';

/** Every kernel of this package, in the order in which {@link installWasmKernels} reports them. */
export const trainingKernels: readonly TrainingKernel[] = [batchMatMul, fusedMatMul, maxPoolGrad];
