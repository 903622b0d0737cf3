import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { entriesOf, type Manifest, publishedPackages, type WorkspacePackage } from '@gradlab-internal/workspace';
import { runTool } from './run.ts';

const FIXTURES = resolve(import.meta.dirname, '../fixtures');

function requireBuilt(packages: readonly WorkspacePackage[]): void {
  const unbuilt = packages.filter(({ directory }) => !existsSync(join(directory, 'dist')));
  if (unbuilt.length > 0) {
    throw new Error(`not built: ${unbuilt.map(({ name }) => name).join(', ')}; run "pnpm test:consumer" in the root`);
  }
}

/** One tarball a package, as `pnpm publish` would send it. */
async function pack(packages: readonly WorkspacePackage[], destination: string): Promise<void> {
  for (const { directory } of packages) await runTool('pnpm', ['pack', '--pack-destination', destination], directory);
}

/** What the packages ask their users to install beside them; of two ranges for one peer the narrower, `~` over `^`. */
function requiredPeers(packages: readonly WorkspacePackage[]): Record<string, string> {
  const peers: Record<string, string> = {};
  for (const { peerDependencies = {}, peerDependenciesMeta = {} } of packages.map(({ manifest }) => manifest)) {
    for (const [name, range] of Object.entries(peerDependencies)) {
      if (peerDependenciesMeta[name]?.optional !== true && !peers[name]?.startsWith('~')) peers[name] = range;
    }
  }
  return peers;
}

/** From npm's cache alone where it has everything; asking it first is quick, while a network that is away costs minutes. */
async function install(project: string): Promise<void> {
  const command = ['install', '--no-audit', '--no-fund', '--loglevel=error', '--fetch-retries=1'];
  try {
    await runTool('npm', [...command, '--offline'], project);
  } catch {
    await runTool('npm', command, project);
  }
}

/** A module that names every entry, so that the compiler reads all the types that are published. */
function importEverything(packages: readonly WorkspacePackage[]): string {
  return packages
    .flatMap(entriesOf)
    .map((entry, i) => `export * as entry${i} from '${entry}';\n`)
    .join('');
}

/**
 * Makes a project of somebody who installs every package from its tarball with plain npm, in a temporary folder, so that
 * nothing of the workspace can resolve by accident.
 *
 * @returns its path
 */
export async function createProject(): Promise<string> {
  const packages = publishedPackages();
  requireBuilt(packages);
  const project = realpathSync(mkdtempSync(join(tmpdir(), 'gradlab-consumer-')));
  const tarballs = join(project, 'tarballs');
  mkdirSync(tarballs);
  await pack(packages, tarballs);
  const files = Object.fromEntries(
    readdirSync(tarballs).map((file) => {
      const found = packages.find(
        ({ name, manifest }) => file === `${name.slice(1).replace('/', '-')}-${manifest.version}.tgz`,
      );
      if (found === undefined) throw new Error(`no package for the tarball ${file}`);
      return [found.name, `file:tarballs/${file}`];
    }),
  );
  const manifest = {
    name: 'consumer',
    private: true,
    type: 'module',
    dependencies: { ...requiredPeers(packages), ...files },
  };
  writeFileSync(join(project, 'package.json'), JSON.stringify(manifest, null, 2));
  await install(project);
  cpSync(FIXTURES, project, { recursive: true });
  writeFileSync(join(project, 'entries.ts'), importEverything(packages));
  return project;
}

/** The package.json that a consumer gets. */
export function installedManifest(project: string, name: string): Manifest {
  return JSON.parse(readFileSync(join(project, 'node_modules', name, 'package.json'), 'utf8'));
}
