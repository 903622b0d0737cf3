import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { assignment } from './assignment.ts';
import type { Experiment, ExperimentContext } from './experiment.ts';
import { runForTest } from './testing.ts';

let out: string;
beforeEach(async () => {
  out = await mkdtemp(join(tmpdir(), 'gradlab-assignment-'));
});
afterEach(() => rm(out, { recursive: true, force: true }));

const backend = { name: 'cpu', device: 'none', threads: 1, version: '0', skipped: [] } as const;

/** An experiment of which only the frame is real. */
function member(
  name: string,
  parts: readonly string[],
  run: (context: ExperimentContext) => void = () => {},
  aside = {},
) {
  const comparisons = [{ what: name, measure: 'test accuracy', ours: 0.5, published: 0.75 }];
  const link = { type: 'link', href: 'more.html', text: 'More' } as const;
  const sections = [{ title: `What ${name} found`, blocks: [{ type: 'paragraph', text: 'Much.' } as const, link] }];
  const experiment: Experiment = {
    name,
    summary: '',
    parts,
    async run(context) {
      run(context);
      await context.folder.write('report.html', name);
      return {
        rows: [],
        chapter: { title: `Title of ${name}`, subtitle: 'on nothing', sections, comparisons, seconds: 2, ...aside },
      };
    },
  };
  return experiment;
}

const joined = (members: readonly Experiment[]): Experiment =>
  assignment({ name: 'all', summary: '', title: 'All of it', members });

interface Metrics {
  readonly comparisons: readonly { readonly what: string }[];
  readonly seconds: number;
}

it('runs the members in order, each in its folder, and joins their reports', async () => {
  const asked: string[] = [];
  const all = joined([member('a', ['A1'], () => asked.push('a')), member('b', ['B1'], () => asked.push('b'))]);
  expect(all.parts).toEqual(['A1', 'B1']);
  const { result, metrics } = await runForTest<Metrics>(all, { out, backend });
  expect(asked).toEqual(['a', 'b']);
  expect((await readdir(out)).sort()).toEqual(['a', 'all', 'b']);
  expect(await readFile(join(out, 'b', 'report.html'), 'utf8')).toBe('b');
  expect(metrics.comparisons.map(({ what }) => what)).toEqual(['a', 'b']);
  expect(metrics.seconds).toBe(4);
  expect(result.rows).toHaveLength(2);
  const html = await readFile(join(out, 'all', 'report.html'), 'utf8');
  for (const text of ['All of it', 'Title of a', 'Title of b', 'What b found']) expect(html).toContain(text);
  expect(html).toContain('<a href="../b/more.html">');
  expect(await readdir(join(out, 'all'))).not.toContain('.parts');
});

it('says in the summary which members ran on other data than the published figures are for', async () => {
  const elsewhere = { data: 'drawn digits', reference: 'MNIST' };
  await runForTest(joined([member('a', ['A1'], undefined, { elsewhere }), member('b', ['B1'])]), { out, backend });
  const html = await readFile(join(out, 'all', 'report.html'), 'utf8');
  expect(html).toContain('Title of a: run on drawn digits, published for MNIST.');
  expect(html).not.toContain('Title of b: run on');
});

it('runs those members that have a part which was asked for, with their parts alone', async () => {
  const asked: (readonly string[] | undefined)[] = [];
  const note = ({ only }: ExperimentContext) => asked.push(only);
  const all = joined([member('a', ['A1', 'A2'], note), member('b', ['B1'], note), member('c', ['C1'], note)]);
  await runForTest(all, { out, backend, only: ['C1', 'A2'] });
  expect(asked).toEqual([['A2'], ['C1']]);
});

it('does not run a member again that was done when the whole was cut short', async () => {
  const asked: string[] = [];
  let fails = true;
  const all = joined([
    member('a', ['A1'], () => asked.push('a')),
    member('b', ['B1'], () => {
      asked.push('b');
      if (fails) throw new Error('killed');
    }),
  ]);
  await expect(runForTest(all, { out, backend })).rejects.toThrow('killed');
  fails = false;
  await runForTest(all, { out, backend });
  expect(asked).toEqual(['a', 'b', 'b']);
  await runForTest(all, { out, backend });
  expect(asked).toEqual(['a', 'b', 'b', 'a', 'b']);
});
