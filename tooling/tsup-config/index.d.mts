import type { Options } from 'tsup';

export declare function definePackage(
  entry?: Record<string, string>,
  overrides?: Options,
): ReturnType<typeof import('tsup').defineConfig>;
