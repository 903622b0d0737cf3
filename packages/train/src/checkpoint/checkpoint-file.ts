import { readSafetensors, type SafeTensor, SafetensorsError, writeSafetensors } from '@gradlab/safetensors';
import { CheckpointError } from './checkpoint-error.ts';
import { contentHash } from './content-hash.ts';
import type { Snapshot } from './snapshot.ts';

/** The form of the file, in its metadata. */
const FORMAT = 'gradlab-checkpoint-1';

/** Writes a snapshot as one safetensors file, whole or not at all: tensors, and in the metadata the state and the hash of both. */
export async function writeCheckpoint(path: string, snapshot: Snapshot): Promise<void> {
  const tensors: Record<string, SafeTensor> = {};
  for (const [name, { shape, data }] of Object.entries(snapshot.tensors)) tensors[name] = { dtype: 'F32', shape, data };
  const metadata = { format: FORMAT, state: snapshot.state, sha256: contentHash(snapshot) };
  await writeSafetensors(path, tensors, { metadata });
}

/**
 * Reads a snapshot and checks every bit of it.
 *
 * @throws CheckpointError if the file is not what was written; Node's own error if it cannot be read
 */
export async function readCheckpoint(path: string): Promise<Snapshot> {
  const { tensors, metadata } = await readSafetensors(path).catch((cause: unknown) => {
    if (!(cause instanceof SafetensorsError)) throw cause;
    throw new CheckpointError('damaged', `${path} is damaged: ${cause.message}`, { cause });
  });
  if (metadata.format !== FORMAT) throw new CheckpointError('foreign', `${path} is no checkpoint of this package`);
  const snapshot: Snapshot = { tensors: floatsOf(tensors), state: metadata.state ?? '' };
  if (contentHash(snapshot) === metadata.sha256) return snapshot;
  throw new CheckpointError('damaged', `${path} is damaged: its content does not have the hash that was written`);
}

/** Shapes and values; no other dtype than float32 is ever written, so another one does not pass the hash without its values. */
function floatsOf(tensors: Readonly<Record<string, SafeTensor>>): Snapshot['tensors'] {
  const floats: Record<string, Snapshot['tensors'][string]> = {};
  for (const [name, { shape, data }] of Object.entries(tensors)) {
    if (data instanceof Float32Array) floats[name] = { shape, data };
  }
  return floats;
}
