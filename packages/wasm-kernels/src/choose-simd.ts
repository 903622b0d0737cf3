import { isSupported, type Simd } from './binary.ts';
import { WasmKernelsError } from './error.ts';

interface V8 {
  setFlagsFromString(flags: string): void;
}

// getBuiltinModule instead of an import: a bundler for the browser sees no Node module, and the call is synchronous.
function setRelaxedSimdFlag(): void {
  const { process } = globalThis as { readonly process?: { getBuiltinModule?(name: string): V8 | undefined } };
  process?.getBuiltinModule?.('node:v8')?.setFlagsFromString('--experimental-wasm-relaxed-simd');
}

function requireSupport(simd: Simd, advice: string): Simd {
  if (isSupported(simd)) return simd;
  throw new WasmKernelsError('simd-unavailable', `installWasmKernels: this JavaScript engine has no ${advice}`);
}

/**
 * The binary to use. `auto` takes the relaxed one where the engine knows its instructions and touches no flag;
 * `relaxed` sets V8's flag where that helps (Node 20).
 *
 * @throws WasmKernelsError `simd-unavailable`
 */
export function chooseSimd(wanted: 'auto' | Simd): Simd {
  if (wanted === 'auto' && isSupported('relaxed')) return 'relaxed';
  if (wanted !== 'relaxed') return requireSupport('simd128', '128-bit WebAssembly SIMD');
  if (!isSupported('relaxed')) setRelaxedSimdFlag();
  return requireSupport('relaxed', "relaxed WebAssembly SIMD; { simd: 'auto' } takes the best it has");
}
