// Writes src/generated: the stock WebAssembly binary as text, for places that cannot fetch a file.
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const out = fileURLToPath(new URL('../src/generated/', import.meta.url));
const packageFolder = (name) => dirname(require.resolve(`${name}/package.json`));

/** Build, type check and tests may all generate at once: a file appears whole or not at all. */
async function writeWhole(name, text) {
  const temporary = join(out, `.${name}.${process.pid}`);
  await writeFile(temporary, text);
  await rename(temporary, join(out, name));
}

async function encodeWasmBinary() {
  const binary = await readFile(
    join(packageFolder('@tensorflow/tfjs-backend-wasm'), 'wasm-out/tfjs-backend-wasm-simd.wasm'),
  );
  const notice =
    '// @tensorflow/tfjs-backend-wasm, Copyright Google LLC, Apache License 2.0; see THIRD_PARTY_NOTICES.md.';
  await writeWhole('wasm-binary.js', `${notice}\nexport const wasmBase64 = '${binary.toString('base64')}';\n`);
  await writeWhole('wasm-binary.d.ts', 'export declare const wasmBase64: string;\n');
}

await mkdir(out, { recursive: true });
await encodeWasmBinary();
