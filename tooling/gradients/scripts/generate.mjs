// Writes dist/gradients.js: tfjs-core has no npm entry from which its gradients could be imported in Node.
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { redirectCore } from './redirect-core.mjs';

const core = dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-core/package.json'));
const out = fileURLToPath(new URL('../dist/', import.meta.url));

/** A module of core that keeps state; two of them would be two engines. */
const STATEFUL = /[\\/](engine|environment|flags|global_util|kernel_registry|tensor|globals)\.js$/;

async function bundleGradients() {
  const folder = join(core, 'dist/gradients');
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
  // Several builds may run at once: the file appears whole or not at all.
  const temporary = join(out, `.gradients.${process.pid}`);
  await writeFile(temporary, outputFiles[0].text);
  await rename(temporary, join(out, 'gradients.js'));
}

await mkdir(out, { recursive: true });
await bundleGradients();
