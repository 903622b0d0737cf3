import type { EncodeOptions } from './encode.ts';
import { fileSystem } from './file-system.ts';
import { planFile, type WritePlan } from './plan.ts';
import { requireData } from './require-tensor.ts';
import type { SafeDtype, SafeTensorData } from './tensor.ts';
import { bytesFromValues } from './values.ts';

/** A tensor to be written: with its data, or with a function that gives it when its turn comes. */
export type SafeTensorSource<D extends SafeDtype = SafeDtype> = {
  [K in D]: {
    readonly dtype: K;
    readonly shape: readonly number[];
    readonly data: SafeTensorData[K] | (() => SafeTensorData[K] | Promise<SafeTensorData[K]>);
  };
}[D];

/**
 * Writes a safetensors file atomically: to a temporary file in the same folder, flushed to the disk, then renamed. A reader
 * sees the old file or the whole new one; after an error the old one is still there and no temporary file is left (only a
 * kill in the middle can leave one). An existing file keeps its mode. Node only.
 *
 * Tensors are written one after another. Where `data` is a function it is called when its turn comes and its result is let
 * go afterwards, so that a file may be larger than memory.
 *
 * @param path of the file; its folder must exist
 * @param tensors by name
 * @param options `metadata`: string to string
 * @throws what `encodeSafetensors` throws; what a `data` function throws; Node's own error, with its `code`, if the file
 * cannot be written; SafetensorsError `no-file-system` in a browser
 * @example
 * ```ts
 * import { rm } from 'node:fs/promises';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import { readSafetensors, writeSafetensors } from '@gradlab/safetensors';
 *
 * const path = join(tmpdir(), `example-${process.pid}.safetensors`);
 * await writeSafetensors(path, {
 *   scale: { dtype: 'F32', shape: [], data: Float32Array.of(2) },
 *   zeros: { dtype: 'F64', shape: [1000], data: () => new Float64Array(1000) },
 * });
 * const { tensors } = await readSafetensors(path);
 * console.log(tensors.scale?.data[0]); // 2
 * await rm(path);
 * ```
 */
export async function writeSafetensors(
  path: string,
  tensors: Readonly<Record<string, SafeTensorSource>>,
  { metadata = {} }: EncodeOptions = {},
): Promise<void> {
  const fs = fileSystem('writeSafetensors');
  const plan = planFile('writeSafetensors', tensors, metadata);
  for (const placement of plan.placements) {
    const data = tensors[placement.name]?.data;
    if (typeof data !== 'function') requireData('writeSafetensors', placement.name, placement, data);
  }
  const { default: writeFileAtomic } = await import('write-file-atomic');
  // write-file-atomic takes one write(2) for the whole, which a full disk or 2 GiB cuts short without an error; so the
  // temporary file is filled here, by a function that writes until all is written, and then flushed and renamed there.
  await writeFileAtomic(path, '', {
    tmpfileCreated: async (temporary) => {
      const file = await fs.open(temporary, 'w');
      try {
        for await (const part of partsOf(plan, tensors)) await file.writeFile(part);
      } finally {
        await file.close();
      }
    },
  });
}

async function* partsOf(
  { start, placements }: WritePlan,
  tensors: Readonly<Record<string, SafeTensorSource>>,
): AsyncGenerator<Uint8Array> {
  yield start;
  for (const placement of placements) {
    const source = tensors[placement.name]?.data;
    const data = typeof source === 'function' ? await source() : source;
    yield bytesFromValues(requireData('writeSafetensors', placement.name, placement, data));
  }
}
