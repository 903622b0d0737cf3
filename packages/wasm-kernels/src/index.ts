export { WasmKernelsError, type WasmKernelsErrorCode } from './error.ts';
export { type Installation, type InstallOptions, installWasmKernels } from './install.ts';
