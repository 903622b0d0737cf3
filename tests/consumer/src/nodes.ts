import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { workspaceRoot } from '@gradlab-internal/workspace';
import { runTool } from './run.ts';

/** The oldest Node that is supported, exactly, then one of each later line. */
export const NODE_VERSIONS = ['20.19.0', '22.23.3', '24.21.0', '26.10.0'] as const;

export interface ConsumerNode {
  readonly version: string;
  /** Path of the binary. */
  readonly program?: string;
  /** Why there is none. */
  readonly reason?: string;
}

const CACHE = join(workspaceRoot, 'node_modules/.cache/gradlab/nodes');

/** The package that holds Node's binary for this machine: what the `node` package's install script would fetch. */
function binaryPackage(): string {
  const system = process.platform === 'win32' ? 'win' : process.platform;
  const prefix = process.platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node';
  return `${prefix}-${system}-${process.arch}`;
}

function binaryIn(folder: string): string {
  const directory = join(folder, 'node_modules', binaryPackage());
  const { bin } = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'));
  return join(directory, bin.node);
}

async function download(version: string, folder: string): Promise<void> {
  // Installed beside its place and then renamed, so that an interrupted download is not taken for a Node.
  const partial = `${folder}.partial-${process.pid}`;
  mkdirSync(partial, { recursive: true });
  try {
    const flags = ['--prefix', '.', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
    await runTool('npm', ['install', ...flags, `${binaryPackage()}@${version}`], partial);
    renameSync(partial, folder);
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}

/** A Node of that version, fetched once and kept in the workspace's cache; or the reason why it cannot be had. */
export async function provideNode(version: string): Promise<ConsumerNode> {
  const folder = join(CACHE, version);
  try {
    if (!existsSync(folder)) await download(version, folder);
    return { version, program: binaryIn(folder) };
  } catch (error) {
    return { version, reason: error instanceof Error ? error.message : String(error) };
  }
}
