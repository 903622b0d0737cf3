import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** A script of this folder as one file that any Node runs; `remove` it at the end. */
export async function bundled(script: string): Promise<{ readonly path: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'gradlab-datasets-script-'));
  const path = join(folder, 'script.mjs');
  await build({
    entryPoints: [fileURLToPath(new URL(script, import.meta.url))],
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile: path,
    logLevel: 'silent',
  });
  return { path, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** How a program ended. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly output: string;
  readonly errors: string;
}

/** A program that has been started. */
export interface Program {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
}

export interface StartOptions {
  readonly node?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts a script on Node with one argument. */
export function start(
  script: string,
  argument: unknown,
  { node = process.execPath, env = {} }: StartOptions = {},
): Program {
  const child = spawn(node, [script, JSON.stringify(argument)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  const text = { output: '', errors: '' };
  child.stdout.on('data', (piece) => {
    text.output += piece;
  });
  child.stderr.on('data', (piece) => {
    text.errors += piece;
  });
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal, ...text }));
  });
  return { child, ended };
}
