import { measureGroup } from './measure.mjs';
import { findSides, startRoofline } from './sides.mjs';
import { OURS, summarise } from './table.mjs';

const ROOFLINE_LIMIT = 60_000;
const COMPARISON = { ask: 'compare', rounds: 9, shortest: 20 };
const RATES = { ask: 'rates', shortest: 20 };

async function must(answer, what) {
  const { reason, ...given } = await answer;
  if (reason !== undefined) throw new Error(`${what}: ${reason}`);
  return given;
}

/** The roofline of each of our sides, its best tile chosen: what was compared, how to ask for the rates, how to stop. */
async function startRooflines(node, names) {
  const compared = {};
  const ask = {};
  const processes = [];
  for (const simd of OURS.filter((side) => names.includes(side))) {
    const roofline = startRoofline(node, simd);
    processes.push(roofline);
    compared[simd] = await must(roofline.ask(COMPARISON, ROOFLINE_LIMIT), `the roofline of ${simd}`);
    ask[simd] = () => must(roofline.ask(RATES, ROOFLINE_LIMIT), `the roofline of ${simd}`);
  }
  return { compared, ask, stop: () => Promise.all(processes.map(({ stop }) => stop())) };
}

function groupsOf(work) {
  const groups = new Map();
  for (const each of work) groups.set(each.group, [...(groups.get(each.group) ?? []), each]);
  return groups.values();
}

/**
 * Measures all the work on one Node.
 *
 * @returns what each side is or why it is not here, the rates of the tiles, and a row for each piece of work
 */
export async function runOnNode(node, { work, sides: names, rounds, shortest }) {
  const sides = await findSides(names, node);
  const available = Object.entries(sides).filter(([, { command }]) => command !== undefined);
  const commands = Object.fromEntries(available.map(([name, { command }]) => [name, command]));
  const about = Object.fromEntries(
    Object.entries(sides).map(([name, side]) => [name, side.about ?? { reason: side.reason }]),
  );
  for (const [name, known] of Object.entries(about))
    console.log(`  ${name}: ${Object.values(known).flat().join(', ')}`);
  const rooflines = await startRooflines(node, Object.keys(commands));
  const rows = [];
  try {
    for (const group of groupsOf(work)) {
      await measureGroup(commands, rooflines.ask, group, { rounds, shortest }, (each, measured) => {
        rows.push(summarise(each, measured));
        console.log(`  measured: ${each.name}`);
      });
    }
  } finally {
    await rooflines.stop();
  }
  return { sides: about, tiles: rooflines.compared, rows };
}
