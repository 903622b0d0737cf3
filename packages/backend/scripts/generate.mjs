// Writes src/generated: what the package carries of TensorFlow.js because no npm entry of it can be imported for the purpose.
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { redirectCore } from './redirect-core.mjs';

const require = createRequire(import.meta.url);
const out = fileURLToPath(new URL('../src/generated/', import.meta.url));
const packageFolder = (name) => dirname(require.resolve(`${name}/package.json`));

/** A module of core that keeps state; two of them would be two engines. */
const STATEFUL = /[\\/](engine|environment|flags|global_util|kernel_registry|tensor|globals)\.js$/;

/** Build, type check and tests may all generate at once: a file appears whole or not at all. */
async function writeWhole(name, text) {
  const temporary = join(out, `.${name}.${process.pid}`);
  await writeFile(temporary, text);
  await rename(temporary, join(out, name));
}

async function bundleGradients() {
  const folder = join(packageFolder('@tensorflow/tfjs-core'), 'dist/gradients');
  const files = (await readdir(folder)).filter((file) => file.endsWith('_grad.js')).sort();
  const list = await Promise.all(
    files.map(async (file) => {
      const name = /export const (\w+) = \{\s*kernelName/.exec(await readFile(join(folder, file), 'utf8'))?.[1];
      if (name === undefined) throw new Error(`${file} exports no gradient`);
      return { file, name };
    }),
  );
  const { outputFiles, metafile } = await build({
    stdin: {
      contents: [
        ...list.map(({ file, name }) => `import { ${name} } from './${file}';`),
        `export const gradients = [${list.map(({ name }) => name).join(', ')}];`,
      ].join('\n'),
      resolveDir: folder,
    },
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    target: 'es2022',
    platform: 'neutral',
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    external: ['@tensorflow/tfjs-core'],
    plugins: [redirectCore],
    banner: {
      js: '// Bundled from @tensorflow/tfjs-core, Copyright Google LLC, Apache License 2.0; see THIRD_PARTY_NOTICES.md.',
    },
  });
  const copied = Object.keys(metafile.inputs).filter((input) => STATEFUL.test(input));
  if (copied.length > 0) throw new Error(`the gradients would bring a second ${copied.join(', ')}`);
  await writeWhole('gradients.js', outputFiles[0].text);
  await writeWhole(
    'gradients.d.ts',
    "import type { GradConfig } from '@tensorflow/tfjs-core';\nexport declare const gradients: readonly GradConfig[];\n",
  );
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
await Promise.all([bundleGradients(), encodeWasmBinary()]);
