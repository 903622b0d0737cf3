import { createRequire } from 'node:module';
import { beforeAll, expect, inject, it } from 'vitest';
import { describeEachNode } from './each-node.ts';
import { type Outcome, run } from './run.ts';

const cwd = inject('project');
const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');

function compile(resolution: string): Promise<Outcome> {
  return run(process.execPath, [compiler, '-p', `tsconfig.${resolution}.json`, '--pretty', 'false'], { cwd });
}

let emitted: Outcome;
beforeAll(async () => {
  emitted = await compile('nodenext');
});

it('is typed for a consumer with module nodenext', () => {
  expect(emitted.stdout).toBe('');
});

it('is typed for a consumer with a bundler', async () => {
  expect((await compile('bundler')).stdout).toBe('');
});

describeEachNode((program) => {
  it('has a command that says that the WASM backend works', async () => {
    const command = 'node_modules/@gradlab/backend/dist/cli.js';
    const { code, stdout, stderr } = await run(program, [command, 'wasm', '--json'], { cwd });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.stringify(JSON.parse(stdout))).toContain('"available":true');
  });

  it('trains a network on the WASM backend until the loss is halved', async () => {
    const { code, stdout, stderr } = await run(program, ['compiled/train.js'], { cwd });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const { backend, losses } = JSON.parse(stdout);
    expect(backend).toBe('wasm');
    const [first, last] = [losses[0], losses.at(-1)];
    // The mean over the first pass starts from about ln 10 and cannot be far below it yet.
    expect(first).toBeGreaterThan(1);
    expect(last).toBeLessThan(first / 2);
  });
});
