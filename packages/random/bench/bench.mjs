// node bench/bench.mjs [draws in millions]: this package beside numpy's default generator, in one run, as ratios.
// numpy is that of the Python that GRADLAB_TORCH_PYTHON names, or of python3; without it only this package's times are printed.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { fillNormal, fillTruncatedNormal, fillUniform, integers, permutation } from '../dist/index.js';

const COUNT = Number(process.argv[2] ?? 25) * 1_000_000;
const RUNS = 5;
const LIMIT = Math.sqrt(6 / (5000 + 5000));
const DEVIATION = Math.sqrt(2 / 5000);

/** Seconds of the best of several runs, each with a new array, whose pages the system has to give out. */
function best(draw) {
  let least = Number.POSITIVE_INFINITY;
  for (let run = 0; run < RUNS; run++) {
    const start = performance.now();
    draw();
    least = Math.min(least, performance.now() - start);
  }
  return least / 1000;
}

function numpySide() {
  const program = process.env.GRADLAB_TORCH_PYTHON ?? 'python3';
  const script = fileURLToPath(new URL('./numpy-side.py', import.meta.url));
  try {
    const options = { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] };
    return JSON.parse(execFileSync(program, [script, String(COUNT), String(RUNS)], options));
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

const floats = () => new Float32Array(COUNT);
const uniformly = best(() => fillUniform(floats(), 1, { min: -LIMIT, max: LIMIT }));
const normally = best(() => fillNormal(floats(), 1, { standardDeviation: DEVIATION }));
const ours = {
  uniform: uniformly,
  'uniform, single precision': uniformly,
  normal: normally,
  'normal, single precision': normally,
  'truncated normal': best(() => fillTruncatedNormal(floats(), 1, { standardDeviation: DEVIATION })),
  'integers below 10': best(() => integers(1, COUNT, { below: 10 })),
  'permutation of a 25th': best(() => permutation(1, COUNT / 25)),
};
const numpy = numpySide();
console.log(`${COUNT / 1e6} million draws into float32, Node ${process.version}, numpy ${numpy?.version ?? 'absent'}`);
console.table(
  Object.entries(ours).map(([sampler, seconds]) => ({
    sampler,
    'ns a draw': ((seconds / COUNT) * 1e9).toFixed(1),
    'numpy ns': numpy?.[sampler] === undefined ? '' : ((numpy[sampler] / COUNT) * 1e9).toFixed(1),
    ratio: numpy?.[sampler] === undefined ? '' : (seconds / numpy[sampler]).toFixed(2),
  })),
);
