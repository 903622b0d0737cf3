import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus } from 'node:os';

/** What a result depends on beside its settings. */
export interface Versions {
  readonly node: string;
  readonly platform: string;
  readonly cpu: string;
  /** By package name. */
  readonly packages: Readonly<Record<string, string>>;
}

/**
 * The versions of Node, the machine and the packages that a run used.
 *
 * @param from `import.meta.url` of the example, whose packages are meant
 * @param names of packages it uses
 */
export function collectVersions(from: string, names: readonly string[]): Versions {
  const require = createRequire(from);
  const versionOf = (name: string): string => {
    const manifest: unknown = JSON.parse(readFileSync(require.resolve(`${name}/package.json`), 'utf8'));
    return (manifest as { version: string }).version;
  };
  return {
    node: process.version,
    platform: `${process.platform}-${process.arch}`,
    cpu: cpus()[0]?.model ?? 'unknown',
    packages: Object.fromEntries(names.map((name) => [name, versionOf(name)])),
  };
}
