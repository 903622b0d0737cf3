import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

const goldens = JSON.parse(readFileSync(new URL('../src/archives/goldens.json', import.meta.url), 'utf8'));

/** Names of the archives that Python made (src/archives/make-goldens.py). */
export const goldenNames: readonly string[] = Object.keys(goldens);

/** One of them. */
export function golden(name: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(gunzipSync(Buffer.from(goldens[name], 'base64')));
}

/** What the whole ones hold. */
export const goldenText: Uint8Array = new TextEncoder().encode('forty-two '.repeat(500));
export const goldenBytes: Uint8Array = Uint8Array.from({ length: 300 }, (_, i) => (i * i * 7919) >> 5);

/** Bytes as a stream of pieces of `size`. */
export async function* inPieces(bytes: Uint8Array, size = 65_536): AsyncGenerator<Uint8Array, void, undefined> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
