import { BackendError } from '../backend-error.ts';
import { nodeModule } from '../node.ts';
import { NO_DEVICE } from './require-device.ts';

// The package registers a backend, makes it current and reserves memory on the card as it loads: a look has to be a child's.
// What TensorFlow logs goes before the answer, so that is the last line.
const SCRIPT = `
  const util = require('node:util');
  if (!('isNullOrUndefined' in util)) util.isNullOrUndefined = (value) => value == null;
  if (!('isArray' in util)) util.isArray = Array.isArray;
  const answer = (value) => console.log('\\n' + JSON.stringify(value));
  try {
    answer({ gpu: require(process.argv[1]).backend().isUsingGpuDevice === true });
  } catch (error) {
    answer({ error: String(error.message).split('\\n')[0] });
  }
`;

/**
 * Loads tfjs-node-gpu in a child process and asks whether it found a device.
 *
 * @param path the package's main file
 * @throws BackendError `no-device` or `setup-failed`
 */
export async function probeInChild(path: string): Promise<void> {
  const { gpu, error } = await ask(path);
  if (gpu === true) return;
  if (gpu === false) throw new BackendError('no-device', NO_DEVICE);
  throw new BackendError('setup-failed', `cuda: @tensorflow/tfjs-node-gpu is installed but does not load: ${error}`);
}

interface Answer {
  readonly gpu?: boolean;
  readonly error?: string;
}

function ask(path: string): Promise<Answer> {
  const { execFile } = nodeModule('node:child_process');
  return new Promise((resolve) => {
    execFile(process.execPath, ['-e', SCRIPT, path], { timeout: 60_000 }, (failure, stdout) => {
      const last = stdout.trim().split('\n').at(-1) ?? '';
      try {
        resolve(JSON.parse(last) as Answer);
      } catch {
        resolve({ error: failure === null ? 'it gave no answer' : (failure.message.split('\n')[0] ?? '') });
      }
    });
  });
}
