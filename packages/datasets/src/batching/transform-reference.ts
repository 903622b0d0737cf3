import { describeValue } from '@gradlab-internal/checks';

/** What JSON can hold. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A transform by where it is to be found: what crosses to a worker thread, where no closure can. */
export interface TransformReference {
  /** The module's URL: `import.meta.resolve('@gradlab/augment')`, or `new URL('./my-transform.js', import.meta.url)`. */
  readonly module: URL | string;
  /** Its export: a transform, or a function that is called with the config and returns one, or the promise of one. */
  readonly export: string;
  /** For the function, as JSON. */
  readonly config?: Json;
}

/** A reference as it crosses: checked, and with the config as text, so that later changes do not reach it. */
export interface TransformAddress {
  readonly module: string;
  readonly export: string;
  readonly config?: string;
}

/** @throws TypeError or RangeError if the reference is not one */
export function addressOf(reference: TransformReference): TransformAddress {
  const { module, export: name, config } = reference;
  if (typeof name !== 'string') {
    throw new TypeError(`batches: transform.export must be a string, got ${describeValue(name)}`);
  }
  const address = { module: requireUrl(module), export: name };
  return config === undefined ? address : { ...address, config: JSON.stringify(requireJson('config', config)) };
}

function requireUrl(module: unknown): string {
  if (module instanceof URL) return module.href;
  const demand = 'batches: transform.module must be a URL, such as import.meta.resolve(…) gives';
  if (typeof module !== 'string') throw new TypeError(`${demand}, got ${describeValue(module)}`);
  // A drive letter of Windows parses as a scheme.
  if (!URL.canParse(module) || /^[a-z]:/i.test(module)) throw new RangeError(`${demand}, got ${describeValue(module)}`);
  return new URL(module).href;
}

/** Deeper than any config is; one that contains itself has no end. */
const DEEPEST = 100;

/** What JSON would drop or change without a word is refused: a transform of other options would follow. */
function requireJson(path: string, value: unknown, depth = 0): unknown {
  if (value === null || ['boolean', 'string'].includes(typeof value) || Number.isFinite(value)) return value;
  if (depth > DEEPEST || !(Array.isArray(value) || isPlain(value))) {
    throw new TypeError(`batches: transform.${path} must be JSON, got ${describeValue(value)}`);
  }
  for (const [name, inner] of Object.entries(value)) {
    // An option that is undefined is one that was not given.
    if (inner !== undefined || Array.isArray(value)) requireJson(`${path}.${name}`, inner, depth + 1);
  }
  return value;
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
