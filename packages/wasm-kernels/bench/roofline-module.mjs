// A WebAssembly module that measures what the engine and the processor can do: multiply-adds from panels that lie in the first-level
// cache, for several register tiles, and memory bandwidth. Its source is generated, because each tile is written out.
import asc from 'assemblyscript/asc';

const FEATURES = { simd128: ['simd'], relaxed: ['simd', 'relaxed-simd'] };
const LANES = 4;
const FLOAT_BYTES = 4;
const PAGE = 64 * 1024;

/** Register tiles. The loop does one step of the inner dimension a turn: V8 hoists the loads of an unrolled one and runs out of registers. */
export const TILES = [
  [4, 8],
  [5, 8],
  [6, 8],
  [2, 12],
  [3, 12],
  [4, 12],
  [2, 16],
  [8, 4],
].map(([rows, columns]) => ({ rows, columns }));

export const nameOf = ({ rows, columns }) => `tile${rows}x${columns}`;

const range = (n) => Array.from({ length: n }, (_, i) => i);

/** One step of the inner dimension: a row of the right panel in vectors, times each number of a column of the left one. */
function step(rows, vectors) {
  const load = (v) => `const b${v} = v128.load(b, ${FLOAT_BYTES * LANES * v});`;
  const multiply = (r) =>
    [
      `const a${r} = v128.load_splat<f32>(a, ${FLOAT_BYTES * r});`,
      ...range(vectors).map((v) => `c${r}_${v} = madd(a${r}, b${v}, c${r}_${v});`),
    ].join('\n');
  return [...range(vectors).map(load), ...range(rows).map(multiply)].join('\n');
}

function tileSource({ rows, columns }) {
  const vectors = columns / LANES;
  const cells = range(rows).flatMap((r) => range(vectors).map((v) => [`c${r}_${v}`, r * vectors + v]));
  return `
export function ${nameOf({ rows, columns })}(panelA: usize, panelB: usize, depth: i32, c: usize, repeat: i32): void {
  for (let turn = 0; turn < repeat; turn++) {
    let a = panelA;
    let b = panelB;
    ${cells.map(([cell]) => `let ${cell} = f32x4.splat(0);`).join('\n')}
    const end = a + (<usize>depth) * ${FLOAT_BYTES * rows};
    do {
      ${step(rows, vectors)}
      a += ${FLOAT_BYTES * rows};
      b += ${FLOAT_BYTES * columns};
    } while (a < end);
    ${cells.map(([cell, i]) => `v128.store(c, ${cell}, ${i * FLOAT_BYTES * LANES});`).join('\n')}
  }
}`;
}

// to = x + y · 3, four vectors a turn: two numbers read for one written.
const TRIAD = `
export function triad(x: usize, y: usize, to: usize, bytes: usize, repeat: i32): void {
  const three = f32x4.splat(3);
  for (let turn = 0; turn < repeat; turn++) {
    for (let i: usize = 0; i < bytes; i += 64) {
      v128.store(to + i, madd(v128.load(y + i), three, v128.load(x + i)));
      v128.store(to + i, madd(v128.load(y + i, 16), three, v128.load(x + i, 16)), 16);
      v128.store(to + i, madd(v128.load(y + i, 32), three, v128.load(x + i, 32)), 32);
      v128.store(to + i, madd(v128.load(y + i, 48), three, v128.load(x + i, 48)), 48);
    }
  }
}`;

const MADD = {
  simd128: 'f32x4.add(f32x4.mul(a, b), c)',
  relaxed: 'f32x4.relaxed_madd(a, b, c)',
};

function source(simd) {
  const madd = `// @ts-ignore: decorator\n@inline\nfunction madd(a: v128, b: v128, c: v128): v128 { return ${MADD[simd]}; }`;
  return [madd, ...TILES.map(tileSource), TRIAD].join('\n');
}

/** Compiles the module for one kind of SIMD and instantiates it in `bytes` of memory of its own. */
export async function makeRoofline(simd, bytes) {
  const files = { 'roofline.ts': source(simd) };
  const enable = FEATURES[simd].flatMap((feature) => ['--enable', feature]);
  const flags = ['-O3', '--runtime', 'stub', '--importMemory', '--initialMemory', '0', '--noAssert'];
  const made = {};
  const { error, stderr } = await asc.main(['roofline.ts', '-o', 'roofline.wasm', ...flags, ...enable], {
    stderr: asc.createMemoryStream(),
    readFile: (name) => files[name] ?? null,
    writeFile: (name, contents) => {
      made[name] = contents;
    },
    listFiles: () => [],
  });
  if (error) throw new Error(`${stderr.toString()}${error.message}`);
  const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / PAGE) });
  const { instance } = await WebAssembly.instantiate(made['roofline.wasm'], { env: { memory } });
  return { memory, kernels: instance.exports };
}
