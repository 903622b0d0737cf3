import { markdownTable } from './markdown-table.mjs';
import { shares } from './shares.mjs';
import { ownSide } from './table.mjs';

const LARGEST = 3;

function line({ name, clocked, ...profile }, stock) {
  const { products, others, outside } = shares({ clocked, ...profile });
  const share = (milliseconds) => `${Math.round((100 * milliseconds) / clocked)} %`;
  const largest = others.slice(0, LARGEST).map((kernel) => `${kernel.name} ${share(kernel.milliseconds)}`);
  return [
    name,
    stock?.whole === undefined ? '–' : stock.whole.toFixed(2),
    profile.whole.toFixed(2),
    share(products),
    largest.join(', '),
    share(outside),
  ];
}

/** The table of where a step's time goes, from the results of `bench/profile.mjs`. */
export function profileSection({ node, rows }) {
  const own = ownSide(node);
  const ours = rows.filter(({ side, reason }) => side === own && reason === undefined);
  const stockOf = (name) => rows.find((row) => row.name === name && row.side === 'stock');
  const head = ['step', 'stock ms', 'ours ms', 'matMul and convolution', 'largest other kernels', 'outside kernels'];
  return [
    `### Where a step's time goes, Node ${node.slice(1)}, \`${own}\``,
    markdownTable(
      head,
      ours.map((row) => line(row, stockOf(row.name))),
    ),
  ].join('\n\n');
}
