import { BackendError } from './backend-error.ts';

/** The release of TensorFlow.js that everything here is built and tested for. */
export const TFJS_VERSION = '4.22.0';

/** The error for a backend whose package is not installed, with the command that installs it. */
export function missingPackage(backend: string, packageName: string, options?: ErrorOptions): BackendError {
  return new BackendError(
    'missing-package',
    `${backend}: ${packageName} is not installed; install it with: npm install ${packageName}@${TFJS_VERSION}`,
    options,
  );
}
