import { describeValue } from '@gradlab-internal/checks';
import type { Objective, ObjectiveModule } from './objective.ts';

/** A reference as it crosses to a thread. */
export interface ObjectiveAddress {
  readonly module: string;
  readonly export: string;
}

/** Checks a reference. */
export function addressOf({ module, export: name }: ObjectiveModule): ObjectiveAddress {
  const href = module instanceof URL ? module.href : module;
  // A drive letter of Windows parses as a scheme.
  if (typeof href !== 'string' || !URL.canParse(href) || /^[a-z]:/i.test(href)) {
    throw new TypeError(
      `search: objective.module must be a URL, such as new URL('./objective.js', import.meta.url), got ${describeValue(module)}`,
    );
  }
  if (typeof name !== 'string')
    throw new TypeError(`search: objective.export must be a string, got ${describeValue(name)}`);
  return { module: href, export: name };
}

/** Imports an objective. */
export async function loadObjective({ module, export: name }: ObjectiveAddress): Promise<Objective> {
  const loaded: Readonly<Record<string, unknown>> = await import(/* @vite-ignore */ /* webpackIgnore: true */ module);
  const objective = loaded[name];
  if (typeof objective === 'function') return objective as Objective;
  throw new TypeError(
    `search: export ${describeValue(name)} of ${module} must be a function, got ${describeValue(objective)}`,
  );
}
