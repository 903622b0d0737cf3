import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { SIDES } from './sides.mjs';
import { allWork } from './work.mjs';

const LATEST = fileURLToPath(new URL('./results/latest.json', import.meta.url));
const ROUNDS = { usual: 9, quick: 3 };
const SHORTEST = { usual: 50, quick: 20 };

function chooseSides(text) {
  const sides = text.split(',');
  const unknown = sides.filter((side) => !SIDES.includes(side));
  if (unknown.length > 0) throw new RangeError(`--sides: must be among ${SIDES.join(', ')}, got ${unknown.join(', ')}`);
  return sides;
}

function chooseRounds(text, usual) {
  const rounds = Number(text ?? usual);
  if (!Number.isInteger(rounds) || rounds < 1) throw new RangeError(`--rounds: must be a whole number, got ${text}`);
  return rounds;
}

function chooseWork(part) {
  const work = allWork.filter(({ name }) => name.includes(part));
  if (work.length === 0) throw new RangeError(`--work: nothing is called ${part}`);
  return work;
}

function parse() {
  const { values } = parseArgs({
    options: {
      work: { type: 'string', default: '' },
      rounds: { type: 'string' },
      nodes: { type: 'string', default: '' },
      sides: { type: 'string', default: SIDES.join(',') },
      quick: { type: 'boolean', default: false },
      output: { type: 'string', default: LATEST },
    },
  });
  const kind = values.quick ? 'quick' : 'usual';
  return {
    work: chooseWork(values.work),
    rounds: chooseRounds(values.rounds, ROUNDS[kind]),
    shortest: SHORTEST[kind],
    sides: chooseSides(values.sides),
    output: values.output,
    nodes: values.nodes.split(',').filter((version) => version !== ''),
  };
}

/**
 * The options of the command line: what to measure, on which sides and Nodes, how often, milliseconds a measurement at
 * least, and the file for the results.
 */
export function readOptions() {
  try {
    return parse();
  } catch (error) {
    console.error(error.message);
    process.exit(2);
  }
}
