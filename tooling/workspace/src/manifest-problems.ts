import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Manifest, type WorkspacePackage, workspaceRoot } from './packages.ts';

const root: Manifest = JSON.parse(readFileSync(join(workspaceRoot, 'package.json'), 'utf8'));

const REPOSITORY = 'git+https://github.com/gradlab/gradlab.git';

/** What a package adds to its tarball where it carries others' work. */
const NOTICES = ['THIRD_PARTY_NOTICES.md'];

/** The scripts turbo and the checks call by name. */
const SCRIPTS = ['build', 'typecheck', 'test', 'check:package'];

function exportProblems({ exports = {} }: Manifest): string[] {
  const entries = Object.entries(exports).filter(([path]) => !path.endsWith('.json'));
  const problems = entries.flatMap(([path, target]) => {
    if (typeof target === 'string') return [`exports["${path}"] must give types before default`];
    return [
      ...(Object.keys(target).join() === 'types,default' ? [] : [`exports["${path}"] must give types, then default`]),
      ...Object.values(target)
        .filter((file) => !file.startsWith('./dist/'))
        .map((file) => `exports["${path}"] points at ${file}, which is not in dist`),
    ];
  });
  return [
    ...problems,
    ...(entries.length === 0 ? ['exports has no entry'] : []),
    ...(exports['./package.json'] === './package.json' ? [] : ['exports must include "./package.json"']),
  ];
}

function fieldProblems(folder: string, manifest: Manifest): string[] {
  const expected: readonly [field: string, actual: unknown, wanted: unknown][] = [
    ['name', manifest.name, `@gradlab/${folder.split('/')[1]}`],
    ['license', manifest.license, root.license],
    ['type', manifest.type, 'module'],
    ['sideEffects', manifest.sideEffects, false],
    ['engines', manifest.engines, root.engines],
    ['repository', manifest.repository, { type: 'git', url: REPOSITORY, directory: folder }],
    ['files', manifest.files?.filter((file) => !NOTICES.includes(file)), ['dist', 'CHANGELOG.md']],
    ['publishConfig', manifest.publishConfig, { access: 'public', provenance: true }],
  ];
  return expected
    .filter(([, actual, wanted]) => JSON.stringify(actual) !== JSON.stringify(wanted))
    .map(([field, actual, wanted]) => `${field} must be ${JSON.stringify(wanted)}, is ${JSON.stringify(actual)}`);
}

/**
 * What keeps a package from being published like the others.
 *
 * @returns one sentence each, beginning with the package's folder; none where all is well
 */
export function manifestProblems({ folder, directory, manifest }: WorkspacePackage): string[] {
  const helpers = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies }).filter((name) =>
    name.startsWith('@gradlab-internal/'),
  );
  const readme = join(directory, 'README.md');
  const problems = [
    ...fieldProblems(folder, manifest),
    ...exportProblems(manifest),
    ...helpers.map((name) => `${name} is never published, so it must be a dev dependency`),
    ...SCRIPTS.filter((name) => manifest.scripts?.[name] === undefined).map((name) => `scripts.${name} is missing`),
    ...(manifest.description ? [] : ['description is missing']),
    ...(manifest.keywords?.length ? [] : ['keywords are missing']),
    ...Object.values(manifest.bin ?? {})
      .filter((file) => !/^(\.\/)?dist\//.test(file))
      .map((file) => `bin points at ${file}, which is not in dist`),
    ...(existsSync(readme) && readFileSync(readme, 'utf8').startsWith(`# ${manifest.name}\n`)
      ? []
      : [`README.md must begin with "# ${manifest.name}"`]),
  ];
  return problems.map((problem) => `${folder}: ${problem}`);
}
