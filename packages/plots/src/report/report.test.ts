import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { attribute, findAll, named, parseHtml, textOf } from '../../test/parse-html.ts';
import { lineChart } from '../line-chart/line-chart.ts';
import { report } from './report.ts';
import type { Block, ReportOptions } from './report-options.ts';

const runs = process.env.GRADLAB_STRESS === '1' ? 2000 : 40;

const withBlocks = (...blocks: readonly Block[]): ReportOptions => ({ title: 'T', sections: [{ title: 'S', blocks }] });
const texts = (nodes: ReturnType<typeof named>): string[] => nodes.map(textOf);

const table: Block = {
  type: 'table',
  caption: 'Test accuracy.',
  columns: [
    { label: 'initialisation' },
    { label: 'published', format: 'percent' },
    { label: 'loss', format: 'fixed', decimals: 4 },
    { label: 'error', format: 'scientific', decimals: 1 },
    { label: 'parameters' },
    { label: 'remark', align: 'center' },
  ],
  rows: [
    ['zero', 0.1135, 2.302558, 6e-11, 596910, 'majority class'],
    ['Glorot', null, 0.519, -0.00025, 762810, null],
  ],
};

let svg = '';
beforeAll(async () => {
  const series = [
    {
      name: 'a',
      points: [
        [1, 1],
        [2, 4],
      ] as const,
    },
  ];
  svg = await lineChart({ title: 'Squares', x: { label: 'x' }, y: { label: 'y', domain: [0, 3] }, series });
});

const whole = (): ReportOptions => ({
  title: 'Report',
  subtitle: 'by nobody',
  footer: 'The end.',
  sections: [
    {
      title: 'Setup',
      blocks: [
        { type: 'paragraph', text: 'One.\n\nTwo,\nstill two.' },
        {
          type: 'facts',
          items: [
            ['learning rate', 0.0007],
            ['backend', 'wasm'],
          ],
        },
        { type: 'code', label: 'Command', text: '\nnpm start -- "x" > y\n' },
      ],
    },
    {
      title: 'Results',
      blocks: [
        { type: 'heading', text: 'Curves' },
        { type: 'figure', svg, caption: 'First.' },
        { type: 'figure', svg, caption: 'Second.' },
        table,
        { type: 'note', text: 'Mind.' },
        { type: 'note', kind: 'warning', text: 'Beware.' },
      ],
    },
  ],
});

describe('report', () => {
  it('is a document in outline', () => {
    const document = parseHtml(report(whole()));
    expect(texts(named(document, 'title'))[0]).toBe('Report');
    expect(texts(named(document, 'h1'))).toEqual(['Report']);
    expect(texts(named(document, 'h2'))).toEqual(['Contents', '1Setup', '2Results']);
    expect(texts(named(document, 'h3'))).toEqual(['Curves']);
    expect(attribute(named(document, 'html')[0], 'lang')).toBe('en');
    expect(texts(named(document, 'p'))).toEqual([
      'by nobody',
      'One.',
      'Two,\nstill two.',
      'Command',
      'Note',
      'Mind.',
      'Warning',
      'Beware.',
    ]);
    expect(texts(named(document, 'dt')).concat(texts(named(document, 'dd')))).toEqual([
      'learning rate',
      'backend',
      '0.0007',
      'wasm',
    ]);
    expect(texts(named(document, 'code'))).toEqual(['\nnpm start -- "x" > y\n']);
    expect(texts(named(document, 'footer'))).toEqual(['The end.']);
  });

  it('links its contents to its sections, and has no contents for one section', () => {
    const document = parseHtml(report(whole()));
    const ids = findAll(document).map((element) => attribute(element, 'id'));
    const targets = named(document, 'a').map((link) => attribute(link, 'href'));
    expect(targets).toEqual(['#section-1', '#section-2']);
    for (const target of targets) expect(ids).toContain(target?.slice(1));
    expect(named(parseHtml(report(withBlocks())), 'nav')).toHaveLength(0);
  });

  it('puts neighbouring sections of a chapter under its heading, one level down', () => {
    const section = (title: string, chapter?: string) => ({
      title,
      blocks: [{ type: 'heading', text: `in ${title}` } as const],
      ...(chapter !== undefined && { chapter }),
    });
    const sections = [section('Summary'), section('a', 'One'), section('b', 'One'), section('c', 'Two')];
    const tree = parseHtml(report({ title: 'T', sections }));
    expect(texts(named(tree, 'h2'))).toEqual(['Contents', '1Summary', '2One', '3Two']);
    expect(texts(named(tree, 'h3'))).toEqual(['in Summary', '2.1a', '2.2b', '3.1c']);
    expect(texts(named(tree, 'h4'))).toEqual(['in a', 'in b', 'in c']);
    const targets = named(tree, 'a').map((link) => attribute(link, 'href'));
    expect(targets).toEqual(['#section-1', '#chapter-2', '#section-2', '#section-3', '#chapter-3', '#section-4']);
    const ids = findAll(tree, (e) => attribute(e, 'id') !== undefined).map((e) => `#${attribute(e, 'id')}`);
    for (const target of targets) expect(ids).toContain(target);
    expect(() => report({ title: 'T', sections: [section('a', ' ')] })).toThrow('sections[0].chapter');
  });

  it('has every id once, and resolves every reference to one', () => {
    const document = parseHtml(report(whole()));
    const ids = findAll(document).flatMap((element) => attribute(element, 'id') ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    const references = findAll(document).flatMap((e) => [
      ...(attribute(e, 'aria-labelledby') ?? '').split(' ').filter(Boolean),
      ...(attribute(e, 'clip-path')
        ?.match(/#([\w-]+)/)
        ?.slice(1) ?? []),
    ]);
    expect(references).toContain('figure-2-clip-1');
    for (const reference of references) expect(ids).toContain(reference);
  });

  it('numbers figures and tables', () => {
    const document = parseHtml(report(whole()));
    expect(texts(named(document, 'figcaption'))).toEqual(['Figure 1. First.', 'Figure 2. Second.']);
    expect(texts(named(document, 'caption'))).toEqual(['Table 1. Test accuracy.']);
    expect(named(document, 'figure').map((figure) => named(figure, 'svg').length)).toEqual([1, 1]);
  });

  it('needs nothing outside itself and runs nothing', () => {
    const html = report(whole());
    const document = parseHtml(html);
    expect(html.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|@import|src=|url\((?!#)/);
    expect(named(document, 'script')).toHaveLength(0);
    expect(named(document, 'link').map((link) => attribute(link, 'href'))).toEqual(['data:,']);
    const policy = named(document, 'meta').find((meta) => attribute(meta, 'http-equiv') === 'Content-Security-Policy');
    expect(attribute(policy, 'content')).toMatch(/^default-src 'none'; style-src 'unsafe-inline';/);
  });

  it('is the same for the same input, and empty without sections', () => {
    expect(report(whole())).toBe(report(whole()));
    expect(named(parseHtml(report({ title: 'T', sections: [] })), 'section')).toHaveLength(0);
  });
});

describe('links', () => {
  const link = (href: unknown, text = 'Sort them') => report(withBlocks({ type: 'link', href: href as string, text }));

  it('lead to files beside the report, with their text escaped', () => {
    for (const href of ['mistakes.html', 'more/2026-page_1.html', '../other/report.html']) {
      const [found] = named(parseHtml(link(href, 'a <b> & "c"')), 'a');
      expect(attribute(found, 'href')).toBe(href);
      expect(texts(found === undefined ? [] : [found])).toEqual(['a <b> & "c"']);
    }
  });

  it.each([
    'javascript:alert(1)',
    'https://example.org/',
    '//example.org',
    '/etc/passwd',
    'a"b.html',
    'a b.html',
    '',
    'a//b',
    'a/',
  ])('lead nowhere else: %j', (href) => {
    expect(() => link(href)).toThrow(RangeError);
    expect(() => link(href)).toThrow('report: sections[0].blocks[0].href must be a relative path');
  });

  it('need a path that is text, and a text', () => {
    expect(() => link(7)).toThrow(TypeError);
    expect(() => link('mistakes.html', ' ')).toThrow(RangeError);
  });
});

describe('tables', () => {
  it('format numbers by column, align them right and show null as a dash', () => {
    const document = parseHtml(report(withBlocks(table)));
    const cells = findAll(document, ({ tagName }) => tagName === 'td' || tagName === 'th');
    expect(cells.slice(6).map(textOf)).toEqual([
      ...['zero', '11.35 %', '2.3026', '6.0×10⁻¹¹', '596,910', 'majority class'],
      ...['Glorot', '–', '0.5190', '−2.5×10⁻⁴', '762,810', '–'],
    ]);
    const classes = cells.slice(0, 6).map((cell) => attribute(cell, 'class'));
    expect(classes).toEqual(['left', 'right', 'right', 'right', 'right', 'center']);
    expect(named(document, 'th').map((cell) => attribute(cell, 'scope'))).toEqual([
      ...Array(6).fill('col'),
      'row',
      'row',
    ]);
  });

  it('may have no rows, and no row headers', () => {
    expect(named(parseHtml(report(withBlocks({ ...table, rows: [] }))), 'td')).toHaveLength(0);
    expect(named(parseHtml(report(withBlocks({ ...table, rowHeaders: false }))), 'td')).toHaveLength(12);
  });
});

describe('bad input', () => {
  const figure = (markup: unknown) => withBlocks({ type: 'figure', caption: 'c', svg: markup as string });
  it.each([
    ['foreign markup', () => figure('<b>x</b>'), RangeError, 'sections[0].blocks[0].svg must be an SVG of shapes'],
    ['a script in an SVG', () => figure(svg.replace('<desc>', '<script>1</script><desc>')), RangeError, '<script>'],
    ['no SVG', () => figure(undefined), TypeError, 'got undefined'],
    [
      'an unknown block',
      () => withBlocks({ type: 'video' } as never),
      RangeError,
      'blocks[0].type must be one of heading',
    ],
    ['no block', () => withBlocks(null as never), TypeError, 'blocks[0] must be an object with a type'],
    [
      'a short row',
      () => withBlocks({ ...table, rows: [['a']] }),
      RangeError,
      'rows[0] must have 6 cells, one a column, got 1',
    ],
    ['no columns', () => withBlocks({ ...table, columns: [], rows: [] }), RangeError, 'columns must hold at least one'],
    [
      'an odd cell',
      () => withBlocks({ ...table, columns: [{ label: 'x' }], rows: [[{} as never]] }),
      TypeError,
      'rows[0][0]',
    ],
    ['no rows', () => withBlocks({ ...table, rows: 3 as never }), TypeError, 'rows must be an array of arrays'],
    [
      'an unknown format',
      () => withBlocks({ ...table, columns: [{ label: 'x', format: 'hex' as never }], rows: [] }),
      RangeError,
      'columns[0].format',
    ],
    [
      'an empty caption',
      () => withBlocks({ ...table, caption: '' }),
      RangeError,
      'caption must have at least one visible',
    ],
    [
      'text that is none',
      () => withBlocks({ type: 'paragraph', text: 3 as never }),
      TypeError,
      'text must be a string, got 3',
    ],
    [
      'an odd note',
      () => withBlocks({ type: 'note', kind: 'joke' as never, text: '' }),
      RangeError,
      'kind must be one of note, warning',
    ],
    [
      'a fact without value',
      () => withBlocks({ type: 'facts', items: [['a'] as never] }),
      TypeError,
      'items[0][1] must be a string',
    ],
    ['no sections', () => ({ title: 'T' }) as never, TypeError, 'sections must be an array'],
    [
      'a section without blocks',
      () => ({ title: 'T', sections: [{ title: 'S' }] }) as never,
      TypeError,
      'sections[0] must be',
    ],
    [
      'a language of quotes',
      () => ({ title: 'T', sections: [], language: '"' }),
      RangeError,
      'language must be a BCP 47 tag',
    ],
  ] as const)('%s', (_, options, kind, message) => {
    const write = (): string => report(options());
    expect(write).toThrow(kind);
    expect(write).toThrow(message);
  });
});

describe('any text', () => {
  const nasty = fc.constantFrom(
    '</title><script>alert(1)</script>',
    '"><img src=x onerror=1>',
    ']]>',
    '<!--',
    '&lt;',
    '</pre>',
  );
  const text = fc.tuple(fc.string({ unit: 'binary', maxLength: 20 }), nasty).map((parts) => parts.join(''));

  it('stands in the document as text, and makes no element', () => {
    const plain = findAll(parseHtml(report(everyPlace('x')))).length;
    fc.assert(
      fc.property(text, fc.double(), (content, number) => {
        const document = parseHtml(report(everyPlace(content, number)));
        expect(findAll(document)).toHaveLength(plain);
        expect(
          named(document, 'td')
            .map(textOf)
            .every((cell) => cell !== 'undefined'),
        ).toBe(true);
        const line = content.replace(/\s+/g, ' ').trim();
        if (/^[\x20-\x7e]*$/.test(content)) expect(textOf(named(document, 'h1')[0] ?? document)).toBe(line);
      }),
      { numRuns: runs },
    );
  });

  function everyPlace(content: string, number = 1): ReportOptions {
    // One paragraph each, so that the count of elements does not depend on the text.
    const text = content.replace(/\s+/g, ' ');
    return {
      title: content,
      subtitle: content,
      footer: content,
      sections: [
        {
          title: content,
          blocks: [
            { type: 'heading', text: content },
            { type: 'paragraph', text },
            {
              type: 'facts',
              items: [
                [content, content],
                [content, number],
              ],
            },
            { type: 'code', label: content, text: content },
            { type: 'note', text },
            {
              type: 'table',
              caption: content,
              columns: [{ label: content }],
              rows: [[content], [number]],
              rowHeaders: false,
            },
            { type: 'figure', caption: content, svg },
          ],
        },
        { title: content, blocks: [] },
      ],
    };
  }
});
