// Writes src/generated/cpu-kernels.js: the stock CPU backend and its kernels, computing in double precision.
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const require = createRequire(import.meta.url);
const folderOf = (name, from = require) => dirname(from.resolve(`${name}/package.json`));
const backend = folderOf('@tensorflow/tfjs-backend-cpu');
const core = folderOf('@tensorflow/tfjs-core');
const alea = join(folderOf('seedrandom', createRequire(join(backend, 'package.json'))), 'lib/alea.js');
const coreInDoubles = fileURLToPath(new URL('core-in-doubles.mjs', import.meta.url));
const out = fileURLToPath(new URL('../src/generated/', import.meta.url));
const CORE = '@tensorflow/tfjs-core';

/** The kernels get core-in-doubles for core; that one gets the user's core, and files of it that are free of state. */
const redirect = {
  name: 'redirect',
  setup({ onResolve }) {
    onResolve({ filter: /^@tensorflow\/tfjs-core$/ }, ({ importer }) =>
      importer === coreInDoubles ? { path: CORE, external: true } : { path: coreInDoubles },
    );
    onResolve({ filter: /^@tensorflow\/tfjs-core\/dist\// }, ({ path }) => ({
      path: join(core, path.slice(CORE.length)),
    }));
    // The kernel that draws from a multinomial wants one of its generators only.
    onResolve({ filter: /^seedrandom$/ }, () => ({ path: 'seedrandom', namespace: 'alea' }));
  },
};

const seedrandomShim = {
  name: 'alea',
  setup({ onLoad }) {
    onLoad({ filter: /.*/, namespace: 'alea' }, () => ({
      contents: `import alea from ${JSON.stringify(alea)};\nexport { alea };`,
      resolveDir: backend,
    }));
  },
};

const { outputFiles, metafile } = await build({
  stdin: {
    contents: [
      `export { MathBackendCPU } from './dist/backend_cpu.js';`,
      `import './dist/register_all_kernels.js';`,
      `export { kernelConfigs } from '${CORE}';`,
    ].join('\n'),
    resolveDir: backend,
  },
  bundle: true,
  write: false,
  metafile: true,
  format: 'esm',
  target: 'es2022',
  platform: 'neutral',
  mainFields: ['module', 'main'],
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  define: { Float32Array: 'Float64Array' },
  plugins: [redirect, seedrandomShim],
  banner: {
    js: '// Bundled from @tensorflow/tfjs-backend-cpu, Copyright Google LLC, Apache License 2.0; see THIRD_PARTY_NOTICES.md.',
  },
});

// A module of core that keeps state must not come twice: that would be two engines.
const copied = Object.keys(metafile.inputs).filter((input) => /tfjs-core[\\/]dist[\\/]/.test(input));
const unexpected = copied.filter((input) => !/(complex_util|util_base)\.js$/.test(input));
if (unexpected.length > 0) throw new Error(`the kernels would bring ${unexpected.join(', ')}`);

await mkdir(out, { recursive: true });
const declarations = `import type { KernelBackend, KernelConfig } from '@tensorflow/tfjs-core';
export declare const MathBackendCPU: new () => KernelBackend;
export declare const kernelConfigs: readonly KernelConfig[];
`;
// Build, type check and tests may all generate at once: a file appears whole or not at all.
for (const [name, text] of [
  ['cpu-kernels.js', outputFiles[0].text],
  ['cpu-kernels.d.ts', declarations],
]) {
  const temporary = join(out, `.${name}.${process.pid}`);
  await writeFile(temporary, text);
  await rename(temporary, join(out, name));
}
