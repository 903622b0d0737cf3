import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, realpath, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** What a child process left behind. */
export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const NEEDED = [
  '@gradlab/wasm-kernels',
  '@tensorflow/tfjs-backend-cpu',
  '@tensorflow/tfjs-backend-wasm',
  '@tensorflow/tfjs-core',
  'cli-table3',
];

/**
 * A project folder in which this package is installed as it is published, beside what it needs.
 *
 * @param without a package to leave out
 */
export async function makeProject({ without = '' }: { readonly without?: string } = {}): Promise<string> {
  const project = await realpath(await mkdtemp(join(tmpdir(), 'gradlab-backend-project-')));
  for (const name of NEEDED.filter((needed) => needed !== without)) {
    await install(project, name, dirname(require.resolve(`${name}/package.json`)));
  }
  const own = join(project, 'node_modules/@gradlab/backend');
  await mkdir(own);
  for (const part of ['dist', 'package.json']) await cp(join(ROOT, part), join(own, part), { recursive: true });
  return project;
}

async function install(project: string, name: string, target: string): Promise<void> {
  const link = join(project, 'node_modules', name);
  await mkdir(dirname(link), { recursive: true });
  await symlink(target, link, 'junction');
}

/** Writes a file of an installed package. */
export async function writeModule(project: string, path: string, text: string): Promise<void> {
  const file = join(project, 'node_modules', path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}

/**
 * Runs a script in a Node of its own.
 *
 * @param project working directory
 * @param type `module` or `commonjs`
 */
export async function runScript(
  project: string,
  script: string,
  {
    type = 'module',
    env = {},
  }: { readonly type?: 'module' | 'commonjs'; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<Outcome> {
  const file = join(project, type === 'module' ? 'script.mjs' : 'script.cjs');
  await writeFile(file, script);
  return new Promise((resolve) => {
    const options = { cwd: project, env: { ...process.env, ...env } };
    execFile(process.execPath, [file], options, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code ?? 1), stdout, stderr });
    });
  });
}
