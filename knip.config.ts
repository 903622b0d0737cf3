import { readdirSync, readFileSync } from 'node:fs';
import type { KnipConfig } from 'knip';
import { examplesInSource } from './tooling/vitest-config/examples.mjs';

const FENCE = /```ts\n([\s\S]*?)```/g;

/** The documented examples run as tests, so what they import is in use: it is shown to knip as if it stood in the file. */
function importsOf(examples: readonly string[]): string {
  return examples.flatMap((code) => code.match(/^import\b[\s\S]*?'[^']+';?$/gm) ?? []).join('\n');
}

/** `./dist/progress.js` of exports or bin is built from `src/progress.ts`. */
function sourcesOf(manifest: string): string[] {
  return [...manifest.matchAll(/"\.\/dist\/(\w+)\.js"/g)].map(([, name]) => `src/${name}.ts`);
}

function packageConfig(folder: string): { entry: string[]; project: string[]; ignoreDependencies: string[] } {
  const manifest = readFileSync(new URL(`${folder}/package.json`, import.meta.url), 'utf8');
  return {
    entry: [
      'README.md',
      ...sourcesOf(manifest),
      '{src,test}/**/*.test.ts',
      '{bench,scripts}/*.{ts,mjs}',
      'assembly/index.ts',
    ],
    project: ['{src,test,bench,scripts,assembly}/**/*.{ts,mjs}', 'README.md'],
    // An optional peer is imported only where a program has it.
    ignoreDependencies: Object.keys(JSON.parse(manifest).peerDependenciesMeta ?? {}),
  };
}

const packages = readdirSync(new URL('packages', import.meta.url)).map((name) => `packages/${name}`);

const config: KnipConfig = {
  compilers: {
    md: (text: string) => importsOf([...text.matchAll(FENCE)].map(([, code = '']) => code)),
    ts: (text: string) => `${text}\n${importsOf(examplesInSource(text))}`,
  },
  // A type that an exported function takes or returns may be exported though nothing imports it by name.
  ignoreExportsUsedInFile: { interface: true, type: true },
  // A test of a full disk makes itself one.
  ignoreBinaries: ['mount', 'umount'],
  workspaces: {
    '.': { entry: ['scripts/{start,test,browser-digits}.mjs'], project: ['scripts/**/*.mjs', '*.config.ts'] },
    ...Object.fromEntries(packages.map((folder) => [folder, packageConfig(folder)])),
    'examples/harness': packageConfig('examples/harness'),
    // The fixtures belong to a project outside this workspace: their imports resolve there.
    'tests/consumer': { project: ['src/**/*.ts'] },
  },
};

export default config;
