import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export const NODE_VERSIONS = ['20.19.0', '22.23.3', '24.21.0', '26.10.0'];

const CACHE = fileURLToPath(new URL('../../node_modules/.cache/gradlab', import.meta.url));

/** Settings of the runner around this program, pnpm's and vitest's, are not a consumer's; NODE_PATH even lends it packages. */
const NOT_INHERITED = /^(npm_|pnpm_|vitest|node_env$|node_options$|node_path$)/i;

export function cleanEnvironment() {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !NOT_INHERITED.test(name)));
}

async function install(specifier, folder) {
  // Installed beside its place and then renamed, so that an interrupted download is not taken for a whole one.
  const partial = `${folder}.partial-${process.pid}`;
  mkdirSync(partial, { recursive: true });
  try {
    const flags = ['--prefix', '.', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
    // Windows starts npm through a shell only.
    const options = { cwd: partial, env: cleanEnvironment(), shell: process.platform === 'win32' };
    await promisify(execFile)('npm', ['install', ...flags, specifier], options);
    renameSync(partial, folder);
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}

async function provide(name, version, folder) {
  if (!existsSync(folder)) await install(`${name}@${version}`, folder);
  return join(folder, 'node_modules', name);
}

export function providePackage(name, version) {
  return provide(name, version, join(CACHE, 'packages', `${name.replace('/', '+')}@${version}`));
}

/** The package that holds Node's binary for this machine: what the `node` package's install script would fetch. */
function binaryPackage() {
  const system = process.platform === 'win32' ? 'win' : process.platform;
  const prefix = process.platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node';
  return `${prefix}-${system}-${process.arch}`;
}

export async function provideNode(version) {
  try {
    const directory = await provide(binaryPackage(), version, join(CACHE, 'nodes', version));
    const { bin } = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'));
    return { version, program: join(directory, bin.node) };
  } catch (error) {
    return { version, reason: error instanceof Error ? error.message : String(error) };
  }
}
