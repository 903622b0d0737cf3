import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const SCRIPT = fileURLToPath(new URL('./prefetch-script.mjs', import.meta.url));

/** Runs the script until its process is over by itself; what it printed, or how it was killed. */
function run(
  how: string,
  flags: readonly string[] = [],
): Promise<{ printed: string; killed: boolean; warned: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [...flags, SCRIPT, how], { timeout: 30_000 }, (error, stdout, stderr) => {
      resolve({ printed: stdout.trim(), killed: error?.killed ?? false, warned: stderr.trim() });
    });
  });
}

describe('a process that passes over batches with workers', () => {
  it.each([
    ['end', /^ended$/],
    ['break', /^ended$/],
    ['throw', /^Error : enough$/],
    ['stuck', /^ended$/],
    ['abandon', /^ended$/],
    ['abort', /^TimeoutError 23: .* timeout$/],
  ])('is over by itself after %s, without a warning', async (how, printed) => {
    expect(await run(how)).toEqual({ printed: expect.stringMatching(printed), killed: false, warned: '' });
  });

  it('hears of a worker that runs out of memory', async () => {
    const { printed, killed } = await run('memory', ['--max-old-space-size=80']);
    expect(printed).toMatch(/^TransformError worker: batches: the worker with .* memory/);
    expect(killed).toBe(false);
  });

  it.each(['throw new Error("no thread today")', 'process.exit(4)'])(
    'hears of threads that cannot start: %s',
    async (statement) => {
      const preload = `import { isMainThread } from 'node:worker_threads'; if (!isMainThread) ${statement}`;
      const { printed, killed } = await run('preload', [
        `--import=data:text/javascript,${encodeURIComponent(preload)}`,
      ]);
      expect(printed).toMatch(
        /^TransformError worker: batches: the worker with .*(no thread today|exited with code: 4)/,
      );
      expect(killed).toBe(false);
    },
  );
});
