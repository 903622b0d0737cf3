import { spawn } from 'node:child_process';
import { cleanEnvironment } from '@gradlab-internal/npm-cache';

export interface Outcome {
  /** Exit code; null where a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** What the program wrote to its file descriptor 3, which keeps results apart from what it prints. */
  readonly report: string;
}

interface RunOptions {
  readonly cwd: string;
  /** Windows starts `npm` and `pnpm` through a shell only. */
  readonly shell?: boolean;
}

/** Runs a program to its end and collects what it says. */
export function run(program: string, args: readonly string[], { cwd, shell = false }: RunOptions): Promise<Outcome> {
  return new Promise((settle, reject) => {
    const child = spawn(program, args, {
      cwd,
      shell,
      env: cleanEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    });
    const [, stdout, stderr, report] = child.stdio.map((stream) => {
      const chunks: Buffer[] = [];
      stream?.on('data', (chunk: Buffer) => chunks.push(chunk));
      return chunks;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      const text = (chunks: readonly Buffer[] = []): string => Buffer.concat(chunks).toString();
      settle({ code, stdout: text(stdout), stderr: text(stderr), report: text(report) });
    });
  });
}

/**
 * Runs a command of a package manager.
 *
 * @throws Error with everything it printed, if it fails
 */
export async function runTool(program: string, args: readonly string[], cwd: string): Promise<void> {
  const { code, stdout, stderr } = await run(program, args, { cwd, shell: process.platform === 'win32' });
  if (code !== 0)
    throw new Error(`${program} ${args.join(' ')} failed (exit code ${code}) in ${cwd}\n${stdout}${stderr}`);
}
