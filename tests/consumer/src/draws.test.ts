import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, inject, it } from 'vitest';
import { describeEachNode } from './each-node.ts';
import { run } from './run.ts';

const GOLDENS = resolve(import.meta.dirname, '../../../packages/random/goldens/bits.json');
const { calls, digests } = JSON.parse(readFileSync(GOLDENS, 'utf8'));

describeEachNode((program) => {
  it('draws the random numbers that were recorded, bit for bit', async () => {
    const { report, stderr } = await run(program, ['draws.mjs', JSON.stringify(calls)], { cwd: inject('project') });
    expect(stderr).toBe('');
    expect(JSON.parse(report)).toEqual(digests);
  });
});
