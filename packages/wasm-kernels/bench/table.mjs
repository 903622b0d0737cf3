// What a person reads of the measurements: a row for each piece of work, and its cells.
import { flopsOf, leastMilliseconds } from './costs.mjs';
import { reachedRates } from './measure.mjs';

export const OURS = ['simd128', 'relaxed'];

/** What installWasmKernels chooses by itself: V8 has relaxed SIMD on from Node 22. */
export const ownSide = (version) => (Number.parseInt(version.slice(1), 10) >= 22 ? 'relaxed' : 'simd128');

/** How our side stands against what the engine and the processor can do. */
function standing(work, { cpu: { median } }, roofline) {
  const gflops = flopsOf(work) / median / 1e6;
  return { gflops, ofInnerLoop: gflops / roofline.gflops, ofRoofline: leastMilliseconds(work, roofline) / median };
}

/** One row of the results: every side's times and memory, and how ours stand. */
export function summarise(work, { results, rates }) {
  const { name, kind, group, form, batch, network } = work;
  const rooflines = Object.fromEntries(Object.entries(rates).map(([simd, each]) => [simd, reachedRates(each)]));
  const measured = OURS.filter((side) => results[side]?.cpu !== undefined);
  const ours = Object.fromEntries(measured.map((side) => [side, standing(work, results[side], rooflines[side])]));
  return { name, kind, group, form, batch, network, flops: flopsOf(work), results, ours, rooflines };
}

function decimals(value) {
  if (value >= 100) return 0;
  if (value >= 10) return 1;
  return value >= 1 ? 2 : 3;
}

/** `1.23 (1.20–1.30)`, or a dash where the side cannot do it. */
export function timeCell(result) {
  if (result?.cpu === undefined) return '–';
  const { median, low, high } = result.cpu;
  const [middle, from, to] = [median, low, high].map((milliseconds) => milliseconds.toFixed(decimals(median)));
  return `${middle} (${from}–${to})`;
}

/** The time of one side as a multiple of another's; undefined where one of them could not do the work. */
export function timesOf(result, other) {
  return result?.cpu === undefined || other?.cpu === undefined ? undefined : result.cpu.median / other.cpu.median;
}

export const timesCell = (times) =>
  times === undefined ? '–' : `${times.toFixed(decimals(times) > 1 ? 2 : decimals(times))}×`;

export const percent = (share) => (share === undefined ? '–' : `${Math.round(100 * share)} %`);

/** A row for the console; ratios and shares are those of the side `own`. */
export function consoleRow({ results, ours }, names, own) {
  const mine = results[own];
  const { gflops, ofInnerLoop, ofRoofline } = ours[own] ?? {};
  return {
    ...Object.fromEntries(names.map((name) => [name, timeCell(results[name])])),
    'stock / ours': timesCell(timesOf(results.stock, mine)),
    'jax-js / ours': timesCell(timesOf(results['jax-js'], mine)),
    'ours / PyTorch': timesCell(timesOf(mine, results.pytorch)),
    'GFLOP/s': gflops?.toFixed(1) ?? '–',
    'of inner loop': percent(ofInnerLoop),
    'of roofline': percent(ofRoofline),
  };
}
