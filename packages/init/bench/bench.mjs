// node bench/bench.mjs [rows] [columns]: first weights as tensors of the stock CPU backend beside numpy's default generator, in
// one run, as ratios. numpy is that of the Python that GRADLAB_TORCH_PYTHON names, or of python3; without it only this
// package's times are printed.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { glorotUniform, heNormal, orthogonal } from '../dist/index.js';

const [rows = 5000, columns = 5000] = process.argv.slice(2).map(Number);
const RUNS = 5;

/** Seconds of the best of several runs; the memory of each is new, as on the other side. */
function best(initializer, shape) {
  let least = Number.POSITIVE_INFINITY;
  for (let run = 0; run < RUNS; run++) {
    const start = performance.now();
    initializer(shape, run).dispose();
    least = Math.min(least, performance.now() - start);
  }
  return least / 1000;
}

function numpySide() {
  const program = process.env.GRADLAB_TORCH_PYTHON ?? 'python3';
  const script = fileURLToPath(new URL('./numpy-side.py', import.meta.url));
  // One thread, as Node has one: LAPACK would take every core.
  const env = { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', MKL_NUM_THREADS: '1' };
  try {
    const options = { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], env };
    return JSON.parse(execFileSync(program, [script, String(rows), String(columns), String(RUNS)], options));
  } catch (error) {
    console.log(
      `numpy skipped: ${program}: ${String(error.stderr || error.message)
        .trim()
        .split('\n')
        .at(-1)}`,
    );
    return undefined;
  }
}

await tf.setBackend('cpu');
Object.assign(tf.backend(), { firstUse: false });
const glorot = best(glorotUniform(), [rows, columns]);
const he = best(heNormal({ distribution: 'normal' }), [rows, columns]);
const ours = {
  glorotUniform: glorot,
  'glorotUniform, numpy in single precision': glorot,
  'heNormal, normal': he,
  'heNormal, normal, numpy in single precision': he,
  'heNormal, truncated normal': best(heNormal(), [rows, columns]),
  'orthogonal 256': best(orthogonal(), [256, 256]),
  'orthogonal 1024': best(orthogonal(), [1024, 1024]),
};
const numpy = numpySide();
console.log(`[${rows}, ${columns}] as float32, Node ${process.version}, numpy ${numpy?.version ?? 'absent'}`);
console.table(
  Object.entries(ours).map(([weight, seconds]) => ({
    weight,
    seconds: seconds.toFixed(3),
    'numpy seconds': numpy?.[weight]?.toFixed(3) ?? '',
    ratio: numpy?.[weight] === undefined ? '' : (seconds / numpy[weight]).toFixed(2),
  })),
);
