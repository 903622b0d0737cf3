import type { NodeBuiltins } from './node-builtins.ts';

/**
 * Where downloads are kept: the option, else `GRADLAB_CACHE_DIR`, else the platform's place for caches
 * (`~/.cache/gradlab`, `~/Library/Caches/gradlab`, `%LOCALAPPDATA%\gradlab\Cache`).
 */
export async function cacheFolder({ env, path }: NodeBuiltins, option: string | undefined): Promise<string> {
  const chosen = option ?? (env.GRADLAB_CACHE_DIR || undefined);
  if (chosen !== undefined) return path.resolve(chosen);
  // Asked for only here: it imports node:os, which a browser has not.
  const { default: envPaths } = await import('env-paths');
  return envPaths('gradlab', { suffix: '' }).cache;
}
