export { type DecodedSafetensors, decodeSafetensors } from './decode.ts';
export { type EncodeOptions, encodeSafetensors } from './encode.ts';
export { SafetensorsError, type SafetensorsErrorCode } from './error.ts';
export { readSafetensors, writeSafetensors } from './file.ts';
export type { SafeDtype, SafeTensor, SafeTensorData, SafetensorsMetadata } from './tensor.ts';
