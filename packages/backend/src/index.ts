export { BackendError, type BackendErrorCode } from './backend-error.ts';
export type { BackendName } from './backend-name.ts';
export { type BackendStatus, checkBackends } from './check-backends.ts';
export type { BackendOptions } from './options.ts';
export { registerGradients } from './register-gradients.ts';
export { type BackendInfo, type SkippedBackend, useBackend } from './use-backend.ts';
