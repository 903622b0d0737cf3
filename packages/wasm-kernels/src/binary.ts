import { relaxed } from './generated/relaxed.ts';
import { simd128 } from './generated/simd128.ts';
import { importSharedMemory } from './shared-memory.ts';
import { webAssembly } from './web-assembly.ts';

/** The two builds: plain 128-bit SIMD, and the one that multiplies and adds with one rounding in one instruction. */
export type Simd = 'relaxed' | 'simd128';

const ENCODED: Readonly<Record<Simd, string>> = { relaxed, simd128 };

function decode(simd: Simd): Uint8Array {
  const text = atob(ENCODED[simd]);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

/** Whether this engine can compile the binary: the feature test is the binary itself. */
export function isSupported(simd: Simd): boolean {
  return webAssembly().validate(decode(simd));
}

/**
 * Compiles the binary; synchronously, which engines allow on a main thread because it is small.
 *
 * @param memory `shared` for a memory that threads share
 */
export function compile(simd: Simd, memory: 'plain' | 'shared'): object {
  const binary = decode(simd);
  return new (webAssembly().Module)(memory === 'shared' ? importSharedMemory(binary) : binary);
}
