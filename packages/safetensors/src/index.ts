export { type DecodedSafetensors, decodeSafetensors } from './decode.ts';
export { type EncodeOptions, encodeSafetensors } from './encode.ts';
export { SafetensorsError, type SafetensorsErrorCode } from './error.ts';
export { openSafetensors, type SafetensorsFile } from './open.ts';
export { readSafetensors } from './read.ts';
export type { SafeDtype, SafeTensor, SafeTensorData, SafeTensorInfo, SafetensorsMetadata } from './tensor.ts';
export { toFloat32 } from './to-float32.ts';
export { type SafeTensorSource, writeSafetensors } from './write.ts';
