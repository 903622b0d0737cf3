import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { moduleSpecifiers, packageOf } from './imports.ts';
import type { Manifest, WorkspacePackage } from './packages.ts';

interface Permission {
  /** Packages of this workspace that may be imported. */
  readonly allowed: readonly string[];
  /** Packages of any origin that the package.json names in a place that covers the file. */
  readonly declared: readonly string[];
}

function runtimeDependencies({ dependencies, peerDependencies }: Manifest): string[] {
  return Object.keys({ ...dependencies, ...peerDependencies });
}

function sources(directory: string): string[] {
  return readdirSync(join(directory, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.m?[jt]s$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

function isShipped(file: string): boolean {
  return !/\.(test|bench)\.ts$/.test(file);
}

function leavesPackage(directory: string, file: string, specifier: string): boolean {
  return specifier.startsWith('.') && !resolve(file, '..', specifier).startsWith(directory + sep);
}

function fileViolations({ name, directory }: WorkspacePackage, file: string, permission: Permission): string[] {
  const at = `${name}: ${relative(directory, file).split(sep).join('/')}`;
  return moduleSpecifiers(readFileSync(file, 'utf8')).flatMap((specifier) => {
    if (leavesPackage(directory, file, specifier)) return [`${at} reaches out of its package with '${specifier}'`];
    const imported = packageOf(specifier);
    // Private helpers are bundled into what is shipped: their own imports show when the tarball is checked.
    if (imported === undefined || imported === name || imported.startsWith('@gradlab-internal/')) return [];
    if (imported.startsWith('@gradlab/') && !permission.allowed.includes(imported)) {
      return [`${at} may not import ${imported}`];
    }
    return permission.declared.includes(imported)
      ? []
      : [`${at} imports ${imported}, which package.json does not name`];
  });
}

/**
 * Every import and dependency of a package that its row does not allow. Its tests may use any package that is among its
 * dev dependencies.
 *
 * @param allowed names of the packages of this workspace that it may import
 * @returns one sentence each, beginning with the package's name
 */
export function importViolations(pkg: WorkspacePackage, allowed: readonly string[]): string[] {
  const { name, directory, manifest } = pkg;
  const runtime = runtimeDependencies(manifest);
  const all = [...runtime, ...Object.keys(manifest.devDependencies ?? {})];
  return [
    ...runtime
      .filter((dependency) => dependency.startsWith('@gradlab') && !allowed.includes(dependency))
      .map((dependency) => `${name}: package.json may not depend on ${dependency}`),
    ...Object.keys(manifest.dependencies ?? {})
      .filter((dependency) => dependency.startsWith('@tensorflow/'))
      .map((dependency) => `${name}: package.json must name ${dependency} as a peer, or a program may get two copies`),
    ...sources(directory).flatMap((file) =>
      fileViolations(pkg, file, isShipped(file) ? { allowed, declared: runtime } : { allowed: all, declared: all }),
    ),
  ];
}

/**
 * The first circle of dependencies among the packages, dev dependencies included, since nothing could then be built first.
 *
 * @returns names with the first one repeated at the end, or undefined
 */
export function dependencyCycle(packages: readonly WorkspacePackage[]): string[] | undefined {
  const manifests = new Map(packages.map(({ name, manifest }) => [name, manifest]));
  const done = new Set<string>();
  function visit(name: string, path: readonly string[]): string[] | undefined {
    if (path.includes(name)) return [...path.slice(path.indexOf(name)), name];
    const manifest = manifests.get(name);
    if (manifest === undefined || done.has(name)) return undefined;
    for (const next of Object.keys({ ...manifest.dependencies, ...manifest.devDependencies })) {
      const cycle = visit(next, [...path, name]);
      if (cycle !== undefined) return cycle;
    }
    done.add(name);
    return undefined;
  }
  for (const { name } of packages) {
    const cycle = visit(name, []);
    if (cycle !== undefined) return cycle;
  }
  return undefined;
}
