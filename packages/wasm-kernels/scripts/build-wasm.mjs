// Compiles assembly/ twice and writes both binaries as base64 into src/generated/, so that neither Node nor a bundler needs a path.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import asc from 'assemblyscript/asc';

const FEATURES = { simd128: ['simd'], relaxed: ['simd', 'relaxed-simd'] };
const SECTION_IMPORT = 2;
const UNWANTED = { memory: 5, start: 8, data: 11 };
// Installing compiles synchronously, on a browser's main thread too: the module has to stay small.
const LARGEST = 64 * 1024;

async function compile(name) {
  const file = join(tmpdir(), `gradlab-${process.pid}-${name}.wasm`);
  const flags = ['--runtime', 'stub', '--importMemory', '--noExportMemory', '--initialMemory', '0', '--noAssert'];
  const enable = FEATURES[name].flatMap((feature) => ['--enable', feature]);
  const args = ['assembly/index.ts', '-o', file, '-O3', '--converge', ...flags, ...enable];
  const { error, stderr } = await asc.main(args, { stderr: asc.createMemoryStream() });
  if (error) throw new Error(`${stderr.toString()}${error.message}`);
  const bytes = await readFile(file);
  await rm(file);
  return bytes;
}

function leb128(bytes, at) {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++];
    value += (byte & 127) * 2 ** shift;
    if (byte < 128) return { value, at };
  }
}

function* sections(bytes) {
  for (let at = 8; at < bytes.length; ) {
    const id = bytes[at];
    const { value: size, at: start } = leb128(bytes, at + 1);
    yield { id, bytes: bytes.subarray(start, start + size) };
    at = start + size;
  }
}

/** The kernels live in another program's memory: the module must bring none of its own, and must not write when it starts. */
function inspect(name, bytes) {
  const ids = [...sections(bytes)].map(({ id }) => id);
  for (const [section, id] of Object.entries(UNWANTED)) {
    if (ids.includes(id)) throw new Error(`${name}: the module has a ${section} section and may not have one`);
  }
  // A vector of one import: module "env", name "memory", kind 2 (a memory).
  const wanted = Buffer.from('\x01\x03env\x06memory\x02', 'latin1');
  const imports = [...sections(bytes)].find(({ id }) => id === SECTION_IMPORT);
  if (!imports?.bytes.subarray(0, wanted.length).equals(wanted)) {
    throw new Error(`${name}: the module must import env.memory and nothing else`);
  }
  if (bytes.length > LARGEST) throw new Error(`${name}: ${bytes.length} bytes, more than ${LARGEST}`);
}

await mkdir('src/generated', { recursive: true });
for (const name of Object.keys(FEATURES)) {
  const bytes = await compile(name);
  inspect(name, bytes);
  const source = `// Written by scripts/build-wasm.mjs.\nexport const ${name}: string =\n  '${bytes.toString('base64')}';\n`;
  const file = `src/generated/${name}.ts`;
  const stands = await readFile(file, 'utf8').catch(() => '');
  // An unchanged file keeps its time, or a watching test run would start over.
  if (stands !== source) await writeFile(file, source);
  console.log(`${name}: ${bytes.length} bytes`);
}
