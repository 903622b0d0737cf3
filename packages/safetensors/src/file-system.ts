import { SafetensorsError } from './error.ts';

/** Node's file functions. Asking the process for the module keeps `node:` specifiers away from browser bundlers. */
export function fileSystem(caller: string): typeof import('node:fs/promises') {
  const fs = globalThis.process?.getBuiltinModule?.('node:fs/promises');
  if (fs === undefined) throw new SafetensorsError('no-file-system', `${caller}: needs Node, there are no files here`);
  return fs;
}
