import type * as Random from '@gradlab/random';

type Draw = (...args: readonly unknown[]) => { readonly buffer: ArrayBufferLike };

/** A call of one of the package's functions, as JSON: its name, then its arguments. */
export type Call = readonly [name: string, ...args: unknown[]];

/** 32-bit FNV-1a of the bytes of what each call draws, in hexadecimal. */
export function digestsOf(random: typeof Random, calls: readonly Call[]): string[] {
  return calls.map(([name, ...args]) => {
    const draw = Object.entries(random).find(([exported]) => exported === name)?.[1] as Draw;
    const bytes = new Uint8Array(draw(...args).buffer);
    const hash = bytes.reduce((hash, byte) => Math.imul(hash ^ byte, 0x0100_0193), 0x811c_9dc5 | 0);
    return (hash >>> 0).toString(16).padStart(8, '0');
  });
}
