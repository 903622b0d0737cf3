import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { expect, it } from 'vitest';

it('bundles for a browser, with no Node module in it, and works there', async () => {
  const { outputFiles, warnings, metafile } = await build({
    entryPoints: [fileURLToPath(new URL('../dist/index.js', import.meta.url))],
    bundle: true,
    platform: 'browser',
    format: 'esm',
    write: false,
    metafile: true,
    logLevel: 'silent',
  });
  expect(warnings).toEqual([]);
  const text = outputFiles[0]?.text ?? '';
  expect(Object.values(metafile.outputs).flatMap(({ imports }) => imports)).toEqual([]);
  expect(text).not.toContain('signal-exit');
  const { decodeSafetensors, encodeSafetensors } = await import(`data:text/javascript,${encodeURIComponent(text)}`);
  expect(Object.keys(decodeSafetensors(encodeSafetensors({})).tensors)).toEqual([]);
});
