import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root folder. */
const root = fileURLToPath(new URL('..', import.meta.url));

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const pnpmVersion = manifest.packageManager.split('@')[1];
const pnpmHome = join(root, '.pnpm');
const pnpmBin = join(pnpmHome, 'node_modules', '.bin');

const dataFolder =
  process.env.GRADLAB_DATA_DIR && resolve(process.env.INIT_CWD ?? process.cwd(), process.env.GRADLAB_DATA_DIR);

/**
 * The environment of every step: the pinned pnpm first on PATH (turbo calls it by name), telemetry off, the data folder
 * absolute, because tests run in their packages' folders, and the Node that cached results were got with.
 */
export const environment = {
  ...process.env,
  PATH: [pnpmBin, join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter),
  TURBO_TELEMETRY_DISABLED: '1',
  GRADLAB_NODE: process.version,
  ...(dataFolder && { GRADLAB_DATA_DIR: dataFolder }),
};

/**
 * Runs a command in the repository's root and answers its exit code. Ctrl-C reaches the command through the terminal;
 * this process waits for it to end instead of leaving it behind.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ quiet?: boolean }} [options] quiet: show the output only when the command fails
 * @returns {Promise<number>}
 */
export function run(command, args, { quiet = false } = {}) {
  return new Promise((settle, reject) => {
    const output = [];
    const child = spawn(command, args, {
      cwd: root,
      env: environment,
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
      shell: process.platform === 'win32',
    });
    const forward = (signal) => child.kill(signal);
    const ignore = () => {};
    process.on('SIGINT', ignore);
    process.on('SIGTERM', forward);
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => output.push(chunk));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      process.off('SIGINT', ignore);
      process.off('SIGTERM', forward);
      if (quiet && code !== 0) process.stderr.write(Buffer.concat(output));
      settle(code ?? (signal === 'SIGINT' ? 130 : 143));
    });
  });
}

/** Runs a step that everything after it needs; ends the process with the step's exit code where it fails. */
export async function runOrExit(title, command, args, options) {
  process.stdout.write(`• ${title}\n`);
  const code = await run(command, args, options);
  if (code !== 0) {
    process.stderr.write(`\n✗ ${title} failed (exit code ${code}): ${command} ${args.join(' ')}\n`);
    process.exit(code);
  }
}

/** `turbo run` with as many tasks at once as there are cores. */
export function turbo(...args) {
  return ['turbo', ['run', ...args, `--concurrency=${Math.max(2, availableParallelism())}`]];
}

/** The range of `engines` in every package.json: ^20.19.0 || >=22.12.0, where `require()` of an ES module works unasked. */
function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if ((major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22) return;
  process.stderr.write(`gradlab needs Node ${manifest.engines.node}, this is ${process.version}\n`);
  process.exit(1);
}

function installedPnpmVersion() {
  const path = join(pnpmHome, 'node_modules', 'pnpm', 'package.json');
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).version : undefined;
}

/**
 * Brings a machine with only Node and npm to where everything can be built: the pinned pnpm in `.pnpm/`, then the
 * dependencies exactly as the lockfile has them. Needs no network once that is done.
 */
export async function bootstrap() {
  requireNode();
  if (installedPnpmVersion() !== pnpmVersion) {
    const flags = ['--no-save', '--no-audit', '--no-fund', '--loglevel=error'];
    await runOrExit(
      `getting pnpm ${pnpmVersion}`,
      'npm',
      ['install', '--prefix', pnpmHome, ...flags, `pnpm@${pnpmVersion}`],
      {
        quiet: true,
      },
    );
  }
  const install = ['install', '--frozen-lockfile', '--prefer-offline'];
  await runOrExit('installing dependencies', 'pnpm', install, { quiet: true });
}
