import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { vi } from 'vitest';

const require = createRequire(import.meta.url);
const SCRIPT = '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-threaded-simd';

/** The script of the stock backend's threads, and how it gets at the rest of the stock code: by a file instead of a URL of a blob. */
function workerSource(): string {
  const { wasmWorkerContents } = require(`${SCRIPT}.worker.js`) as { readonly wasmWorkerContents: string };
  const main = JSON.stringify(require.resolve(`${SCRIPT}.js`));
  return `URL.createObjectURL = () => ${main}; URL.revokeObjectURL = () => {}; globalThis.fs = require('node:fs');
${wasmWorkerContents.replace(/\n/g, '\\n')}`;
}

/**
 * Starts the stock WASM backend anew, with the binary that it takes on a page isolated from other origins. In Node it never does so by
 * itself: its threads come from URLs of blobs, which Node's workers do not take. With a file instead they start.
 */
export async function startThreads(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'gradlab-threads-'));
  const worker = join(folder, 'worker.cjs');
  writeFileSync(worker, workerSource());
  const createObjectURL = vi.spyOn(URL, 'createObjectURL').mockReturnValue(worker);
  try {
    const factory = tf.findBackendFactory('wasm');
    tf.removeBackend('wasm');
    tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', true);
    tf.registerBackend('wasm', factory);
    await tf.setBackend('wasm');
  } finally {
    createObjectURL.mockRestore();
    rmSync(folder, { recursive: true });
  }
}
