import { entriesOf, publishedPackages } from '@gradlab-internal/workspace';
import { expect, inject, it } from 'vitest';
import { describeEachNode } from './each-node.ts';
import { type Outcome, run } from './run.ts';

/** Variables by which TensorFlow.js shares one engine among its copies. */
const TFJS_GLOBALS = ['_tfengine', '_tfGlobals'];

function reportOf({ code, stdout, stderr, report }: Outcome): {
  names: string[];
  globals: string[];
  registered: string[];
} {
  // Node 20.19 and later print no warning for require() of an ES module, so any output is a package's own.
  expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '', stderr: '' });
  return JSON.parse(report);
}

describeEachNode((program) => {
  const cwd = inject('project');

  it.concurrent.each(publishedPackages().flatMap(entriesOf))('%s', async (entry) => {
    const imported = reportOf(await run(program, ['import.mjs', entry], { cwd }));
    const required = reportOf(await run(program, ['require.cjs', entry], { cwd }));
    expect(imported.names.length).toBeGreaterThan(0);
    expect(required.names).toEqual(imported.names);
    expect(imported.names).not.toContain('default');
    expect(imported.globals.filter((name) => !TFJS_GLOBALS.includes(name))).toEqual([]);
    expect(imported.registered).toEqual([]);
  });
});
