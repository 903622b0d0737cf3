import { fileURLToPath } from 'node:url';
import { describe, expect, inject, it } from 'vitest';
import { describeEachNode } from './each-node.ts';
import { run } from './run.ts';

const cwd = inject('project');
// The declarations of tfjs-core and of what it depends on have errors by TypeScript 7, so that its users cannot check libraries.
const compilers = { 'TypeScript 5.9': ['typescript5'], 'TypeScript 7': ['typescript', '--skipLibCheck'] } as const;

describe.each(['TypeScript 7', 'TypeScript 5.9'] as const)('by %s', (version) => {
  it.each(['nodenext', 'bundler'])('is typed for a consumer with module resolution %s', async (resolution) => {
    const [name, ...options] = compilers[version];
    const compiler = fileURLToPath(new URL(`../node_modules/${name}/bin/tsc`, import.meta.url));
    const project = ['-p', `tsconfig.${resolution}.json`, '--pretty', 'false'];
    const outcome = await run(process.execPath, [compiler, ...project, ...options], { cwd });
    expect(outcome).toMatchObject({ code: 0, stdout: '' });
  });
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
