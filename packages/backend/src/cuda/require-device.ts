import type { KernelBackend } from '@tensorflow/tfjs-core';
import { BackendError } from '../backend-error.ts';

/** What the backend of tfjs-node and tfjs-node-gpu tells of itself. */
export type NodeBackend = KernelBackend & {
  readonly isGPUPackage?: boolean;
  readonly isUsingGpuDevice?: boolean;
  readonly binding?: { readonly TF_Version?: string };
};

export const NO_DEVICE: string =
  'cuda: @tensorflow/tfjs-node-gpu loaded but found no CUDA device, and would compute on the processor; it needs an NVIDIA card ' +
  'and driver, and the libraries of CUDA 11.2 and cuDNN 8.1 where the loader looks (LD_LIBRARY_PATH)';

/**
 * Checks that a loaded tfjs-node backend computes on a graphics card: the same package runs on the processor without a word.
 *
 * @throws BackendError `setup-failed`, `incompatible` or `no-device`
 */
export function requireCudaDevice(backend: NodeBackend | null): void {
  if (backend === null) {
    throw new BackendError('setup-failed', 'cuda: @tensorflow/tfjs-node-gpu loaded but registered no backend');
  }
  if (backend.isUsingGpuDevice === true) return;
  if (backend.isGPUPackage === false) {
    throw new BackendError(
      'incompatible',
      'cuda: this program has loaded @tensorflow/tfjs-node, which has no CUDA, under the name that @tensorflow/tfjs-node-gpu ' +
        'needs; load only the latter',
    );
  }
  throw new BackendError('no-device', NO_DEVICE);
}

/** Version of the TensorFlow library that computes. */
export function tensorflowVersion(backend: NodeBackend): string {
  const version = backend.binding?.TF_Version;
  return version === undefined ? 'unknown' : `TensorFlow ${version}`;
}
