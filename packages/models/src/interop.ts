export { type ExportOptions, exportStateDict } from './interop/export-state-dict.ts';
export { type ImportOptions, type ImportReport, importStateDict } from './interop/import-state-dict.ts';
export { exportOnnx, type OnnxOptions } from './interop/onnx/export-onnx.ts';
export { StateDictError } from './interop/state-dict-error.ts';
export type { StateDictSource } from './interop/state-dict-source.ts';
export type { TorchNames } from './interop/torch-weights.ts';
export { vggNames } from './interop/vgg-names.ts';
