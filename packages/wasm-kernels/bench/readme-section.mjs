// The tables of README.md's section on speed, from the results of a run.
import { markdownTable } from './markdown-table.mjs';
import { ownSide, percent, timeCell, timesCell, timesOf } from './table.mjs';

const FORMS = {
  NN: 'forward, `x · W`',
  NT: 'gradient of the input, `dy · Wᵀ`',
  TN: 'gradient of the weight, `xᵀ · dy`',
};

const MEGABYTE = 2 ** 20;

function geometricMean(values) {
  const known = values.filter((value) => value !== undefined);
  if (known.length === 0) return undefined;
  return Math.exp(known.reduce((sum, value) => sum + Math.log(value), 0) / known.length);
}

const ratios = ({ results }, own) => [
  timesOf(results.stock, results[own]),
  timesOf(results['jax-js'], results[own]),
  timesOf(results[own], results.pytorch),
];

const RATIO_TITLES = ['stock / ours', 'jax-js / ours', 'ours / PyTorch'];

function stepTable(rows, own) {
  const head = ['work', 'stock ms', 'ours ms', 'jax-js ms', 'PyTorch ms', ...RATIO_TITLES, 'GFLOP/s', 'of roofline'];
  const cells = rows.map((row) => [
    row.name,
    ...['stock', own, 'jax-js', 'pytorch'].map((side) => timeCell(row.results[side])),
    ...ratios(row, own).map(timesCell),
    row.ours[own]?.gflops.toFixed(1) ?? '–',
    percent(row.ours[own]?.ofRoofline),
  ]);
  return markdownTable(head, cells);
}

/** The many shapes of a form and batch size in one line: geometric means, and the range of rates. */
function productLine(rows, own, form, batch) {
  const known = rows.filter((row) => row.form === form && row.batch === batch && row.ours[own] !== undefined);
  if (known.length === 0) return undefined;
  const rates = known.map((row) => row.ours[own].gflops);
  return [
    FORMS[form],
    String(batch),
    String(known.length),
    ...[0, 1, 2].map((i) => timesCell(geometricMean(known.map((row) => ratios(row, own)[i])))),
    `${Math.min(...rates).toFixed(0)}–${Math.max(...rates).toFixed(0)}`,
    percent(geometricMean(known.map((row) => row.ours[own].ofInnerLoop))),
    percent(geometricMean(known.map((row) => row.ours[own].ofRoofline))),
  ];
}

function productTable(rows, own) {
  const head = ['product', 'batch', 'shapes', ...RATIO_TITLES, 'GFLOP/s', 'of inner loop', 'of roofline'];
  const batches = [...new Set(rows.map(({ batch }) => batch))].sort((a, b) => a - b);
  const lines = Object.keys(FORMS).flatMap((form) => batches.map((batch) => productLine(rows, own, form, batch)));
  return markdownTable(head, lines.filter(Boolean));
}

const megabytes = (bytes) => (bytes === undefined ? '–' : (bytes / MEGABYTE).toFixed(0));

function memoryTable(rows, own) {
  const head = [
    'work',
    'stock: WebAssembly',
    'ours: WebAssembly',
    'ours: process',
    'jax-js: process',
    'PyTorch: process',
  ];
  const cells = rows.map(({ name, results }) => [
    name,
    megabytes(results.stock?.wasmBytes),
    megabytes(results[own]?.wasmBytes),
    ...[own, 'jax-js', 'pytorch'].map((side) => megabytes(results[side]?.rssBytes)),
  ]);
  return markdownTable(head, cells);
}

function describePeers({ pytorch, 'jax-js': jax }) {
  const torch =
    pytorch?.version === undefined
      ? 'no PyTorch'
      : `PyTorch ${pytorch.version} (${[...pytorch.libraries, pytorch.capability].join(', ')})`;
  return `${jax?.version === undefined ? 'no jax-js' : `jax-js ${jax.version}`}, ${torch}`;
}

function nodeSection(version, { sides, tiles, rows }) {
  const own = ownSide(version);
  const products = rows.filter(({ kind }) => kind === 'matMul');
  const steps = rows.filter(({ kind }) => kind !== 'matMul');
  const best =
    tiles[own] === undefined
      ? ''
      : `; best inner loop ${tiles[own].tiles[tiles[own].best].toFixed(1)} GFLOP/s (${tiles[own].best})`;
  return [
    `### Node ${version.slice(1)}, \`${own}\``,
    `Beside it ${describePeers(sides)}${best}.`,
    ...(steps.length ? [stepTable(steps, own)] : []),
    ...(products.length
      ? [
          'Matrix products at the shapes of the dense layers (geometric means over the shapes):',
          productTable(products, own),
        ]
      : []),
    ...(steps.length
      ? ['Peak memory in MiB; a process counts its program and libraries too:', memoryTable(steps, own)]
      : []),
  ].join('\n\n');
}

/** The whole section, one part for each Node. */
export function readmeSection({ date, machine: { cpu, cores, gigabytes }, rounds, nodes }) {
  const machine = `Measured ${date} on ${cpu}, ${cores} cores, ${gigabytes} GiB; ${rounds} rounds.`;
  return [machine, ...Object.entries(nodes).map(([version, results]) => nodeSection(version, results))].join('\n\n');
}
