import { createHash } from 'node:crypto';
import type { Snapshot } from './snapshot.ts';

/** SHA-256 of everything a snapshot holds: its state, and name, shape and bytes of each tensor, each with its length before it. */
export function contentHash({ tensors, state }: Snapshot): string {
  const hash = createHash('sha256');
  const add = (bytes: Uint8Array): void => {
    hash.update(`${bytes.byteLength}:`);
    hash.update(bytes);
  };
  const addText = (text: string): void => add(new TextEncoder().encode(text));
  addText(state);
  for (const name of Object.keys(tensors).sort()) {
    const { shape = [], data = new Float32Array() } = tensors[name] ?? {};
    addText(name);
    addText(shape.join());
    add(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  }
  return hash.digest('hex');
}
