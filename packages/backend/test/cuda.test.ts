import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeProject, type Outcome, runScript, writeModule } from './child.ts';

// Does what the real package does when it loads: calls a function that Node 23 removed, registers a backend of high
// priority and makes it current. It computes with the kernels of the CPU backend.
const STAND_IN = `
  const util = require('util');
  if (!util.isNullOrUndefined(null) || !util.isArray([])) throw new Error('util is wrong');
  if (process.env.FAKE_FAULT) throw new Error(process.env.FAKE_FAULT);
  const tf = require('@tensorflow/tfjs-core');
  const { MathBackendCPU } = require('@tensorflow/tfjs-backend-cpu');
  class Fake extends MathBackendCPU {
    constructor() {
      super();
      this.firstUse = false;
      this.isGPUPackage = process.env.FAKE_PACKAGE !== 'cpu';
      this.isUsingGpuDevice = process.env.FAKE_GPU === '1';
      this.binding = { TF_Version: '2.9.1' };
    }
    dispose() {}
  }
  console.log('TensorFlow was here');
  tf.registerBackend('tensorflow', () => new Fake(), 3);
  tf.copyRegisteredKernels('cpu', 'tensorflow');
  tf.setBackend('tensorflow');
  module.exports = { ...tf };
  if (process.env.FAKE_CORE) module.exports.version_core = process.env.FAKE_CORE;
`;

const PREAMBLE = `
  import util from 'node:util';
  if (process.env.NO_UTIL) { delete util.isNullOrUndefined; delete util.isArray; }
  import * as tf from '@tensorflow/tfjs-core';
  import { checkBackends, useBackend } from '@gradlab/backend';
  const attempt = (...args) => useBackend(...args).catch(({ code, message }) => ({ code, message }));
  const answer = (value) => console.log('\\n' + JSON.stringify(value));
  const state = () => [tf.getBackend() ?? null, tf.engine().backendNames().sort().join()];
`;

let project: string;

beforeAll(async () => {
  project = await makeProject();
  const manifest = { name: '@tensorflow/tfjs-node-gpu', version: '4.22.0', main: 'dist/index.js' };
  await writeModule(project, '@tensorflow/tfjs-node-gpu/package.json', JSON.stringify(manifest));
  await writeModule(project, '@tensorflow/tfjs-node-gpu/dist/index.js', STAND_IN);
});

afterAll(() => rm(project, { recursive: true, force: true }));

async function ask(script: string, env: Readonly<Record<string, string>> = {}): Promise<unknown> {
  const outcome: Outcome = await runScript(project, PREAMBLE + script, { env });
  if (outcome.code !== 0) throw new Error(outcome.stderr);
  return JSON.parse(outcome.stdout.trim().split('\n').at(-1) ?? '');
}

const GPU = { FAKE_GPU: '1' };

describe('cuda, with a stand-in for tfjs-node-gpu', () => {
  it.each([
    ['as it is', {}],
    ['without what Node 23 removed', { NO_UTIL: '1' }],
  ])('trains where there is a device, on a util %s', async (_title, env) => {
    const script = `
        const info = await useBackend('cuda');
        const slope = tf.grad((x) => tf.square(x))(tf.scalar(3)).dataSync()[0];
        answer({ info, slope, current: tf.getBackend() });
      `;
    expect(await ask(script, { ...GPU, ...env })).toEqual({
      info: { name: 'cuda', device: expect.any(String), threads: 1, version: 'TensorFlow 2.9.1', skipped: [] },
      slope: 6,
      current: 'tensorflow',
    });
  });

  it('is what auto takes first', async () => {
    expect(await ask(`answer(await useBackend());`, GPU)).toMatchObject({ name: 'cuda', skipped: [] });
  });

  it('does not pass for CUDA on the processor, now or at a second call, and leaves nothing registered', async () => {
    const script = `answer([await attempt('cuda'), await attempt('cuda'), state()]);`;
    const failure = { code: 'no-device', message: expect.stringContaining('found no CUDA device') };
    expect(await ask(script)).toEqual([failure, failure, [null, 'cpu']]);
  });

  it('leaves the backend that was current', async () => {
    const script = `
      await useBackend('wasm');
      const failure = await attempt('cuda');
      answer([failure.code, tf.add(1, 2).dataSync()[0], ...state()]);
    `;
    expect(await ask(script)).toEqual(['no-device', 3, 'wasm', 'cpu,wasm']);
  });

  it('lets auto go on to wasm, which says why', async () => {
    const info = await ask(`answer(await useBackend('auto'));`);
    expect(info).toMatchObject({
      name: 'wasm',
      skipped: [{ name: 'cuda', reason: expect.stringContaining('no CUDA') }],
    });
  });

  it('says why the package does not load', async () => {
    const env = { FAKE_FAULT: 'libcudart.so.11.0: cannot open shared object file' };
    expect(await ask(`answer([await attempt('cuda'), state()]);`, env)).toEqual([
      { code: 'setup-failed', message: expect.stringContaining('does not load: libcudart.so.11.0') },
      [null, ''],
    ]);
  });

  it('explains a second tfjs-core', async () => {
    const script = `answer([await attempt('cuda'), state()]);`;
    expect(await ask(script, { ...GPU, FAKE_CORE: '4.17.0' })).toEqual([
      {
        code: 'incompatible',
        message: expect.stringMatching(/its own @tensorflow\/tfjs-core 4\.17\.0, beside 4\.22\.0/),
      },
      [null, 'cpu'],
    ]);
  });

  it('knows tfjs-node, which has no CUDA, when a program has loaded it', async () => {
    const script = `util.isNullOrUndefined ??= (value) => value == null; await import('@tensorflow/tfjs-node-gpu'); answer([await attempt('cuda'), state()]);`;
    expect(await ask(script, { FAKE_PACKAGE: 'cpu' })).toEqual([
      { code: 'incompatible', message: expect.stringContaining('@tensorflow/tfjs-node, which has no CUDA') },
      ['tensorflow', 'cpu,tensorflow'],
    ]);
  });

  it.each([
    ['a device', GPU, { name: 'cuda', available: true }],
    ['no device', {}, { name: 'cuda', available: false, reason: expect.stringContaining('no CUDA device') }],
    [
      'a fault',
      { FAKE_FAULT: 'libcudart' },
      { name: 'cuda', available: false, reason: expect.stringContaining('libcudart') },
    ],
  ])('is looked at without a trace: %s', async (_title, env, expected) => {
    const script = `
      await useBackend('wasm');
      const before = state();
      const statuses = await checkBackends();
      answer({ cuda: statuses.find(({ name }) => name === 'cuda'), same: String(before) === String(state()) });
    `;
    expect(await ask(script, { NO_UTIL: '1', ...env })).toEqual({ cuda: expected, same: true });
  });
});
