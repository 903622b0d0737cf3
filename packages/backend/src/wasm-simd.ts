// (module (func (drop (v128.const i32x4 0 0 0 0)))): valid only where SIMD is.
const PROBE = [
  [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
  [0x01, 0x04, 0x01, 0x60, 0x00, 0x00],
  [0x03, 0x02, 0x01, 0x00],
  [0x0a, 0x17, 0x01, 0x15, 0x00, 0xfd, 0x0c, ...new Array<number>(16).fill(0), 0x1a, 0x0b],
].flat();

/** Whether this engine runs 128-bit SIMD WebAssembly, as every browser since 2023 and every supported Node does. */
export function hasWasmSimd(): boolean {
  const { WebAssembly } = globalThis as { readonly WebAssembly?: { validate(bytes: Uint8Array): boolean } };
  return WebAssembly?.validate(new Uint8Array(PROBE)) ?? false;
}
