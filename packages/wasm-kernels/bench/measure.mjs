// Interleaved measurement: a round asks each side once, in turn, so that a machine that drifts drifts for all.
import { startProcess } from './side-process.mjs';

const LIMIT = 180_000;
// Milliseconds: from here on a single call is measurement enough, and few of them.
const SLOW = 2000;
const SLOW_ROUNDS = 3;
const VERY_SLOW = 15_000;
const LOSSES = 4;
const REACHED = 0.75;
// Milliseconds for V8 to have its optimised code: a product's is there from the products before it.
const WARM_UP = { matMul: 100, step: 500, update: 500 };
/** Relative. Four steps in float32 differ by about 1e-6; another network, or a wrong gradient, by far more. */
const LOSS_TOLERANCE = 1e-3;

export function quantile(values, q) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))];
}

const spread = (values) => ({ median: quantile(values, 0.5), low: quantile(values, 0.1), high: quantile(values, 0.9) });

/** A side that will do some work: `ask` and `stop`, and what went wrong, if anything has. */
function contender(name, command) {
  const { ask, stop } = startProcess(command);
  const state = { name, stop, reason: undefined, slow: false, died: false, times: [], losses: [] };
  state.ask = async (request) => {
    if (state.reason !== undefined) return {};
    const answer = await ask(request, LIMIT);
    state.reason = answer.reason;
    state.died ||= answer.ended;
    return answer;
  };
  return state;
}

async function readLosses(side, work) {
  for (let i = 0; i < LOSSES && side.reason === undefined && !side.slow; i++) {
    const start = performance.now();
    const { loss } = await side.ask({ ask: 'loss', name: work.name });
    if (loss !== undefined) side.losses.push(loss);
    side.slow = performance.now() - start > 2 * SLOW;
  }
}

/**
 * Every side must be doing the same thing, or its time means nothing.
 *
 * @throws Error where the losses of the first steps differ
 */
export function requireEqualLosses(sides, work) {
  const [reference, ...others] = sides.filter(({ losses }) => losses.length > 0);
  for (const { name, losses } of others) {
    for (const [i, loss] of losses.entries()) {
      const expected = reference.losses[i];
      if (expected === undefined) continue;
      if (!(Math.abs(loss - expected) <= LOSS_TOLERANCE * Math.max(1, Math.abs(expected)))) {
        throw new Error(`${work.name}: loss ${i} is ${expected} on ${reference.name} and ${loss} on ${name}`);
      }
    }
  }
}

async function warmUp(sides, work) {
  for (const side of sides) {
    await side.ask({ ask: 'prepare', work });
    if (work.kind === 'step') await readLosses(side, work);
    const first = await side.ask({ ask: 'time', name: work.name, shortest: 0 });
    side.slow ||= first.wall > SLOW;
    if (first.wall > VERY_SLOW) side.times.push(first);
    if (!side.slow) await side.ask({ ask: 'time', name: work.name, shortest: WARM_UP[work.kind] });
  }
  requireEqualLosses(sides, work);
}

function resultOf({ reason, times, losses }) {
  if (reason !== undefined || times.length === 0) return { reason: reason ?? 'not measured' };
  const { wasmBytes, rssBytes } = times.at(-1);
  const [cpu, wall] = ['cpu', 'wall'].map((clock) => spread(times.map((time) => time[clock])));
  return {
    cpu,
    wall,
    rounds: times.length,
    rssBytes,
    ...(wasmBytes && { wasmBytes }),
    ...(losses.length && { losses }),
  };
}

/** A side that failed is asked no more, and a slow one seldom: once, if its first call took very long. */
function hasEnough({ reason, slow, times }, round) {
  return reason !== undefined || (slow && round >= SLOW_ROUNDS) || times[0]?.wall > VERY_SLOW;
}

/**
 * Measures one piece of work on every side.
 *
 * @param rooflines by kind of SIMD; each is asked for its rates in the rounds too
 */
async function measureWork(sides, rooflines, work, { rounds, shortest }) {
  for (const side of sides)
    Object.assign(side, { reason: side.died ? side.reason : undefined, slow: false, times: [], losses: [] });
  await warmUp(sides, work);
  const rates = Object.fromEntries(Object.keys(rooflines).map((simd) => [simd, []]));
  for (let round = 0; round < rounds; round++) {
    for (const side of sides) {
      if (hasEnough(side, round)) continue;
      const answer = await side.ask({ ask: 'time', name: work.name, shortest });
      if (side.reason === undefined) side.times.push(answer);
    }
    // The roofline drifts with the machine, but slowly: every other round is often enough.
    if (round % 2 === 0) for (const simd of Object.keys(rooflines)) rates[simd].push(await rooflines[simd]());
  }
  return { results: Object.fromEntries(sides.map((side) => [side.name, resultOf(side)])), rates };
}

/** The rates that the roofline reached in most of its measurements or more: it is a limit, and a disturbance only lowers it. */
export function reachedRates(rates) {
  const levels = rates[0].levels.map(({ bytes }, i) => ({
    bytes,
    rate: quantile(
      rates.map((each) => each.levels[i].rate),
      REACHED,
    ),
  }));
  return {
    gflops: quantile(
      rates.map(({ gflops }) => gflops),
      REACHED,
    ),
    levels,
  };
}

/** Measures work that shares a process a side, and calls `report(work, measured)` after each piece. */
export async function measureGroup(commands, rooflines, group, options, report) {
  const sides = Object.entries(commands).map(([name, command]) => contender(name, command));
  try {
    for (const work of group) report(work, await measureWork(sides, rooflines, work, options));
  } finally {
    await Promise.all(sides.map(({ stop }) => stop()));
  }
}
