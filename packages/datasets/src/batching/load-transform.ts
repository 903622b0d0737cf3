import { describeValue } from '@gradlab-internal/checks';
import type { ExampleTransform } from './example-transform.ts';
import { reasonOf, TransformError } from './transform-error.ts';
import type { TransformAddress } from './transform-reference.ts';

/**
 * Imports a transform's module and makes the transform.
 *
 * @throws {@link TransformError} `module`
 */
export async function loadTransform({ module, export: name, config }: TransformAddress): Promise<ExampleTransform> {
  const place = `${describeValue(name)} of ${module}`;
  const made = await attempt(`batches: cannot make a transform of ${place}`, async () => {
    const loaded: Readonly<Record<string, unknown>> = await import(/* @vite-ignore */ /* webpackIgnore: true */ module);
    const exported = loaded[name];
    if (typeof exported === 'function') return exported(config === undefined ? undefined : JSON.parse(config));
    if (config === undefined) return exported;
    throw new TypeError(`a config needs an export that is a function, got ${describeValue(exported)}`);
  });
  if (isTransform(made)) return made;
  throw new TransformError(
    'module',
    `batches: ${place} must be a transform or a function that returns one, got ${describeValue(made)}`,
  );
}

/** Whether there is a method `apply` that is not the one every function has. */
export function isTransform(value: unknown): value is ExampleTransform {
  return typeof value === 'object' && value !== null && 'apply' in value && typeof value.apply === 'function';
}

async function attempt(failure: string, make: () => Promise<unknown>): Promise<unknown> {
  try {
    return await make();
  } catch (cause) {
    throw new TransformError('module', `${failure}: ${reasonOf(cause)}`, { cause });
  }
}
