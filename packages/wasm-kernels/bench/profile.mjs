// node bench/profile.mjs [--sides stock,relaxed] [--work <part of a name>]: where the time of one training step goes, for each kind of network
// that people train, on stock tfjs-wasm and with this package's kernels. Times are processor time.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { networks } from './networks.mjs';
import { resolveLayers } from './shapes.mjs';
import { byTime, shares, totalTime } from './shares.mjs';
import { ownSide } from './table.mjs';

const SIDE = fileURLToPath(new URL('./profile-side.mjs', import.meta.url));
const RESULTS = new URL('./results/', import.meta.url);

const STEPS = [
  { network: 'MLP 784-500-400-10', batch: 64 },
  { network: 'MLP 784-512-512-10', batch: 64 },
  { network: 'MLP 784-600-400-10', batch: 16 },
  { network: 'MLP 784-228-213-10, tanh', batch: 32 },
  { network: 'CNN of 159,882', batch: 64 },
  { network: 'CNN of 570,436', batch: 64 },
  { network: 'CNN of 570,436', batch: 16 },
  { network: 'CNN of 1,650', batch: 64 },
  { network: 'CNN of 206,500', batch: 64 },
  { network: 'photo CNN of 3,282,190', batch: 32, optimizer: 'momentum' },
  { network: 'VGG with dense 4096, 4096', batch: 8, optimizer: 'momentum' },
  { network: 'toy MLP 2-100-150-1', batch: 40, optimizer: 'adam' },
  { network: 'digits CNN of 10 and 20 channels', batch: 10 },
  { network: 'regression MLP 8-20-20-1, tanh', batch: 32, optimizer: 'rmsprop' },
  { network: 'CIFAR-10 CNN of 1,191,170', batch: 32 },
];

/** Kernels that take less of a step are shown together. */
const SMALL = 0.005;

const nameOf = ({ network, batch, optimizer = 'sgd' }) => `${network}, batch ${batch}, ${optimizer}`;

async function ask(side, step) {
  const child = fork(SIDE);
  child.send({ side, step });
  const [answer] = await Promise.race([once(child, 'message'), once(child, 'exit')]);
  return typeof answer === 'object' && answer !== null ? answer : { reason: `ended with ${answer}` };
}

const row = (name, milliseconds, whole, calls = '') => {
  const share = `${((100 * milliseconds) / whole).toFixed(1)} %`;
  return `  ${name.padEnd(36)} ${milliseconds.toFixed(3).padStart(10)} ms ${share.padStart(8)} ${calls}`;
};

function lines(profile) {
  const { whole, clocked, kernels } = profile;
  const small = kernels.filter(({ milliseconds }) => milliseconds < SMALL * clocked);
  const { products, outside } = shares(profile);
  return [
    `  one step ${whole.toFixed(3)} ms (${clocked.toFixed(3)} ms with the clocks, which the shares are of)`,
    ...byTime(kernels.filter((kernel) => !small.includes(kernel))).map(({ name, milliseconds, calls }) =>
      row(name, milliseconds, clocked, `${calls.toFixed(0)} calls`),
    ),
    row(`${small.length} other kernels`, totalTime(small), clocked),
    row('outside kernels', outside, clocked),
    row('matMul and convolution', products, clocked),
  ];
}

const { values } = parseArgs({
  options: {
    sides: { type: 'string', default: `stock,${ownSide(process.version)}` },
    work: { type: 'string', default: '' },
  },
});
console.log(`Node ${process.version}, processor time`);
const rows = [];
for (const step of STEPS.filter((candidate) => nameOf(candidate).includes(values.work))) {
  const { loss } = networks[step.network];
  const request = { ...step, layers: resolveLayers(networks[step.network]), ...(loss && { loss }) };
  for (const side of values.sides.split(',')) {
    const profile = await ask(side, request);
    rows.push({ name: nameOf(step), side, ...profile });
    console.log(`\n${nameOf(step)}: ${side}`);
    console.log((profile.reason ? [`  cannot: ${profile.reason.split('\n')[0]}`] : lines(profile)).join('\n'));
  }
}
await mkdir(RESULTS, { recursive: true });
await writeFile(new URL('profile.json', RESULTS), `${JSON.stringify({ node: process.version, rows }, null, 2)}\n`);
