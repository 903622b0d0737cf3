import { nodeModule } from './node.ts';

/** A package as Node finds it. */
export interface InstalledPackage {
  /** Its main file. */
  readonly path: string;
  /** Loads it, as `require` does. */
  load(): unknown;
}

/**
 * Looks for a package from this file and then from the working directory, where an application keeps its optional
 * packages if a linked workspace hides them from this file. Nothing is loaded.
 *
 * @param specifier such as `@tensorflow/tfjs-node-gpu`
 * @returns undefined where it is not installed
 */
export function findPackage(specifier: string): InstalledPackage | undefined {
  const { createRequire } = nodeModule('node:module');
  for (const base of [import.meta.url, `${process.cwd()}/`]) {
    try {
      const require = createRequire(base);
      const path = require.resolve(specifier);
      return { path, load: () => require(path) };
    } catch {
      // Not visible from here.
    }
  }
  return undefined;
}
