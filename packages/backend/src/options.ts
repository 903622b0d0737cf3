import { describeValue, requireOneOf } from '@gradlab-internal/checks';

/** What `useBackend` can be told. Only `wasm` has options; the others ignore them. */
export interface BackendOptions {
  /**
   * Which WebAssembly instructions the training kernels use: `auto` the fastest that the engine has switched on,
   * `relaxed` relaxed SIMD (on Node 20 this sets the V8 flag for it), `simd128` plain SIMD. Default `auto`.
   */
  readonly simd?: 'auto' | 'relaxed' | 'simd128';
  /**
   * Where the stock `.wasm` files lie: a folder URL that ends in a slash, or a URL for each file name. By default they are
   * found without help; pages whose content security policy forbids `blob:` set this. It counts until the backend has
   * started, and the stock backend takes no other after a wrong one.
   */
  readonly wasmPaths?: string | Readonly<Record<string, string>>;
}

const SIMD = ['auto', 'relaxed', 'simd128'] as const;

/**
 * Returns `options` if each value is of the right kind.
 *
 * @throws TypeError or RangeError that names the option
 */
export function requireOptions(options: unknown): BackendOptions {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    throw new TypeError(`useBackend: options must be an object, got ${describeValue(options)}`);
  }
  const { simd, wasmPaths } = options as Readonly<Record<string, unknown>>;
  if (simd !== undefined) requireOneOf('useBackend', 'simd', simd, SIMD);
  if (wasmPaths !== undefined && typeof wasmPaths !== 'string' && !isStringRecord(wasmPaths)) {
    throw new TypeError(
      `useBackend: wasmPaths must be a string or an object of strings, got ${describeValue(wasmPaths)}`,
    );
  }
  return options;
}

function isStringRecord(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.values(value).every((url) => typeof url === 'string');
}
