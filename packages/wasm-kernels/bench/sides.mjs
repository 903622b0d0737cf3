// The sides that can be compared, and how each is started, or why it cannot be.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { providePackage } from '@gradlab-internal/npm-cache';
import { startProcess } from './side-process.mjs';

const JAX_JS = { name: '@jax-js/jax', version: '0.1.25' };
const START_LIMIT = 120_000;

const script = (name) => fileURLToPath(new URL(`./${name}`, import.meta.url));

const wasm = (side) => (node) => ({ program: node, args: [script('wasm-side.mjs'), side] });

const COMMANDS = {
  stock: wasm('stock'),
  simd128: wasm('simd128'),
  relaxed: wasm('relaxed'),
  async 'jax-js'(node) {
    const folder = await providePackage(JAX_JS.name, JAX_JS.version);
    const entry = join(folder, 'dist/index.js');
    if (!existsSync(entry)) throw new Error(`${entry} is missing`);
    return { program: node, args: [script('jax-side.mjs'), entry, JAX_JS.version] };
  },
  pytorch: () => ({ program: process.env.GRADLAB_TORCH_PYTHON ?? 'python3', args: [script('torch-side.py')] }),
};

export const SIDES = Object.keys(COMMANDS);

/** The roofline is asked like a side. */
export const startRoofline = (node, simd) => startProcess({ program: node, args: [script('roofline-side.mjs'), simd] });

/**
 * Starts each side once to see what it is.
 *
 * @returns for each name `{ command, about }`, or `{ reason }` where it is not to be had here
 */
export async function findSides(names, node) {
  const found = {};
  for (const name of names) {
    try {
      const command = await COMMANDS[name](node);
      const side = startProcess(command);
      const about = await side.ask({ ask: 'describe' }, START_LIMIT);
      await side.stop();
      found[name] = about.reason === undefined ? { command, about } : { reason: about.reason };
    } catch (error) {
      found[name] = { reason: error.message.split('\n')[0] };
    }
  }
  return found;
}
