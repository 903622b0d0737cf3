import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const workspaceRoot: string = resolve(import.meta.dirname, '../../..');

/** The fields of a package.json that the checks read. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly type?: string;
  readonly description?: string;
  readonly keywords?: readonly string[];
  readonly license?: string;
  readonly repository?: { readonly type?: string; readonly url?: string; readonly directory?: string };
  readonly engines?: Readonly<Record<string, string>>;
  readonly sideEffects?: unknown;
  readonly exports?: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly bin?: Readonly<Record<string, string>>;
  readonly files?: readonly string[];
  readonly publishConfig?: { readonly access?: string; readonly provenance?: boolean };
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}

export interface WorkspacePackage {
  readonly name: string;
  /** Path from the root of the workspace, `packages/random` for one. */
  readonly folder: string;
  /** Absolute path. */
  readonly directory: string;
  readonly manifest: Manifest;
}

/** Every package below one of the workspace's folders, ordered by name. */
export function packagesIn(group: 'packages' | 'tooling' | 'examples' | 'tests'): WorkspacePackage[] {
  const parent = join(workspaceRoot, group);
  if (!existsSync(parent)) return [];
  return readdirSync(parent)
    .sort()
    .map((name) => ({ folder: `${group}/${name}`, directory: join(parent, name) }))
    .filter(({ directory }) => existsSync(join(directory, 'package.json')))
    .map(({ folder, directory }) => {
      const manifest: Manifest = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'));
      return { name: manifest.name, folder, directory, manifest };
    });
}

/** The packages that go to the registry. */
export function publishedPackages(): WorkspacePackage[] {
  return packagesIn('packages').filter(({ manifest }) => manifest.private !== true);
}

/** The specifiers a consumer may import of a package, `@gradlab/train/progress` for one; data files are left out. */
export function entriesOf({ name, manifest }: WorkspacePackage): string[] {
  return Object.keys(manifest.exports ?? {})
    .filter((path) => !path.endsWith('.json'))
    .map((path) => `${name}${path.slice(1)}`);
}
