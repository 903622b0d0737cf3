import { execFileSync } from 'node:child_process';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeProject, runScript } from './child.ts';

const DIST = fileURLToPath(new URL('../dist', import.meta.url));
let project: string;

beforeAll(async () => {
  project = await makeProject();
});

afterAll(() => rm(project, { recursive: true, force: true }));

async function chunks(): Promise<{ name: string; text: string }[]> {
  const names = (await readdir(DIST)).filter((name) => name.endsWith('.js'));
  return Promise.all(names.map(async (name) => ({ name, text: await readFile(join(DIST, name), 'utf8') })));
}

describe('what is built', () => {
  it('has no copy of the engine of tfjs-core in any chunk', async () => {
    const all = await chunks();
    expect(all.find(({ name }) => name.startsWith('gradients-'))?.text).toContain('@tensorflow/tfjs-core');
    for (const { text } of all) expect(text).not.toMatch(/_tfengine|_tfGlobals|class Engine\b|pendingBackendInit/);
  });

  it('has small chunks where everybody loads them', async () => {
    for (const { name, text } of await chunks()) {
      if (/^(gradients|wasm-binary)/.test(name)) continue;
      expect(text.length).toBeLessThan(20_000);
      // A static import of a Node module would break a bundle for the browser; only the command may have one.
      if (name !== 'cli.js') expect(text).not.toMatch(/(from|import)\s*\(?["']node:/);
    }
  });
});

describe('the package, installed', () => {
  it('can be required', async () => {
    const script = `
      const { useBackend } = require('@gradlab/backend');
      const tf = require('@tensorflow/tfjs-core');
      useBackend('wasm').then(({ name }) => {
        const slope = tf.grad((x) => tf.square(x))(tf.scalar(3)).dataSync()[0];
        console.log(name, slope, tf.getBackend());
      });
    `;
    const { stdout, stderr, code } = await runScript(project, script, { type: 'commonjs' });
    expect({ stdout, code }).toEqual({ stdout: 'wasm 6 wasm\n', code: 0 });
    // Node 20 and 22 announce that require() of an ES module is experimental; nothing else may be said.
    expect(stderr.replace(/.*ExperimentalWarning: .*\n.*trace-warnings.*\n/, '')).toBe('');
  });

  it('does nothing at import', async () => {
    const script = `
      import '@gradlab/backend';
      import * as tf from '@tensorflow/tfjs-core';
      console.log(tf.engine().backendNames().length, tf.getGradient('Square'), globalThis.process.listenerCount('uncaughtException'));
    `;
    expect(await runScript(project, script)).toEqual({ code: 0, stdout: '0 undefined 0\n', stderr: '' });
  });

  it('says where a required peer is missing', async () => {
    const bare = await makeProject({ without: '@tensorflow/tfjs-backend-wasm' });
    try {
      const script = `
        import { useBackend } from '@gradlab/backend';
        console.log((await useBackend('wasm').catch((error) => error)).code);
      `;
      expect((await runScript(bare, script)).stdout).toBe('missing-package\n');
    } finally {
      await rm(bare, { recursive: true, force: true });
    }
  });

  it('ends an uncaught error with exit code 1 while wasm is in use', async () => {
    const script = `
      import { useBackend } from '@gradlab/backend';
      await useBackend('wasm');
      throw new Error('mine');
    `;
    const { code, stderr } = await runScript(project, script);
    expect(code).toBe(1);
    expect(stderr).not.toContain('throw ex');
  });

  it.each([
    ['right', 'node_modules/@tensorflow/tfjs-backend-wasm/wasm-out/', 'wasm wasm 0\n'],
    ['wrong', 'nowhere/', 'setup-failed cpu 0\n'],
  ])('takes wasmPaths that are %s for what they are', async (_title, path, expected) => {
    const script = `
      import { useBackend } from '@gradlab/backend';
      import * as tf from '@tensorflow/tfjs-core';
      await useBackend('cpu');
      const { name, code = name } = await useBackend('wasm', { wasmPaths: '${join(project, path)}' }).catch((error) => error);
      console.log(code, tf.getBackend(), process.listenerCount('uncaughtException'));
    `;
    expect((await runScript(project, script)).stdout).toBe(expected);
  });

  it('has a command', () => {
    const out = execFileSync(process.execPath, [join(DIST, 'cli.js'), 'wasm', '--json'], { encoding: 'utf8' });
    expect(JSON.parse(out)).toEqual([{ name: 'wasm', available: true }]);
  });
});
