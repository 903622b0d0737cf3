import { describe, expect, it } from 'vitest';
import { compile } from './binary.ts';
import { chooseSimd } from './choose-simd.ts';
import { importSharedMemory } from './shared-memory.ts';

interface Memory {
  readonly buffer: ArrayBufferLike;
  grow(pages: number): number;
}

type Store = (address: number, value: number) => void;

interface Api {
  readonly Memory: new (limits: object) => Memory;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: { readonly store: Store } };
}

const { Memory, Module, Instance } = (globalThis as unknown as { readonly WebAssembly: Api }).WebAssembly;

const bytes = (text: string): number[] => Array.from(text, (character) => character.charCodeAt(0));
const MAGIC = bytes('\0asm\x01\0\0\0');
const TYPES = bytes('\x01\x06\x01\x60\x02\x7f\x7f\0');
const IMPORTS = bytes('\x02\x0f\x01\x03env\x06memory\x02\0\0');
// (func (export "store") (param i32 i32) local.get 0 local.get 1 i32.store)
const REST = bytes('\x03\x02\x01\0\x07\x09\x01\x05store\0\0\x0a\x0b\x01\x09\0\x20\0\x20\x01\x36\x02\0\x0b');
// A custom section of 200 bytes: its size takes two bytes.
const CUSTOM = [0, 0xc8, 0x01, 1, ...bytes('x'.repeat(199))];

const module = Uint8Array.from([...MAGIC, ...CUSTOM, ...TYPES, ...IMPORTS, ...REST]);
const shared = (maximum: number): Memory => new Memory({ initial: 1, maximum, shared: true });
const storeIn = (binary: Uint8Array, memory: Memory): Store =>
  new Instance(new Module(binary), { env: { memory } }).exports.store;

describe('importSharedMemory', () => {
  it('changes the type of the import and nothing else', () => {
    const imports = bytes('\x02\x12\x01\x03env\x06memory\x02\x03\0\x80\x80\x04');
    expect(Array.from(importSharedMemory(module))).toEqual([...MAGIC, ...CUSTOM, ...TYPES, ...imports, ...REST]);
  });

  it.each([1, 32768, 65536])('makes a module that works in a shared memory with a maximum of %i pages', (maximum) => {
    const memory = shared(maximum);
    storeIn(importSharedMemory(module), memory)(40, 7);
    expect(new Int32Array(memory.buffer)[10]).toBe(7);
  });

  it('follows the memory when it grows', () => {
    const memory = shared(2);
    const store = storeIn(importSharedMemory(module), memory);
    expect(() => store(65536, 7)).toThrow(/out of bounds/);
    memory.grow(1);
    store(65536, 7);
    expect(new Int32Array(memory.buffer)[16384]).toBe(7);
  });

  it('is needed: each kind of memory is refused where the other is imported', () => {
    expect(() => storeIn(module, shared(1))).toThrow(/shared/);
    expect(() => storeIn(importSharedMemory(module), new Memory({ initial: 1, maximum: 1 }))).toThrow(/shared/);
  });

  it.each(['simd128', 'relaxed'] as const)('fits the %s binary', (simd) => {
    chooseSimd(simd);
    expect(() => new Instance(compile(simd, 'shared'), { env: { memory: shared(1) } })).not.toThrow();
    expect(() => new Instance(compile(simd, 'plain'), { env: { memory: shared(1) } })).toThrow(/shared/);
  });

  it('refuses a module with other imports, or none', () => {
    const withoutImports = Uint8Array.from([...MAGIC, ...TYPES, ...REST]);
    expect(() => importSharedMemory(withoutImports)).toThrow('env.memory and nothing else');
    const withMaximum = bytes('\x02\x10\x01\x03env\x06memory\x02\x01\0\x01');
    expect(() => importSharedMemory(Uint8Array.from([...MAGIC, ...TYPES, ...withMaximum, ...REST]))).toThrow(
      'env.memory and nothing else',
    );
    expect(() => importSharedMemory(Uint8Array.from(MAGIC))).toThrow('env.memory and nothing else');
  });
});
