import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { barChart, heatMap, imageGrid, lineChart, parallelCoordinates, report, scatterChart } from '../src/index.ts';
import { elementsNamed, parseXml } from './parse-xml.ts';

const runs = process.env.GRADLAB_STRESS === '1' ? 500 : 20;

/** Every kind of figure, with one text in every place that takes any. */
const FIGURES: Readonly<Record<string, (text: string) => string | Promise<string>>> = {
  barChart: (text) => barChart({ title: text, label: text, description: text, bars: [{ name: text, value: 1 }] }),
  heatMap: (text) => {
    const side = { label: text, names: [text] };
    return heatMap({ title: text, description: text, rows: side, columns: side, values: [[1]] });
  },
  imageGrid: (text) => {
    const picture = { data: Uint8Array.of(7), shape: [1, 1], caption: [text, text] };
    return imageGrid({ title: text, description: text, images: [picture] });
  },
  lineChart: (text) =>
    lineChart({
      title: text,
      description: text,
      x: { label: text },
      y: { label: text },
      series: [{ name: text, points: [[0, 1]], joined: false }],
    }),
  parallelCoordinates: (text) =>
    parallelCoordinates({
      title: text,
      description: text,
      axes: [{ name: text, scale: 'category' }],
      lines: [{ values: [text], score: 1 }],
      score: { label: text },
    }),
  scatterChart: (text) =>
    scatterChart({
      title: text,
      description: text,
      x: { label: text, domain: [0, 1] },
      y: { label: text, domain: [0, 1] },
      groups: [{ name: text, points: [[0, 1]] }],
      regions: { classes: [[0]] },
    }),
};

describe.each(Object.entries(FIGURES))('%s', (_, draw) => {
  it('is one accessible image, and the same for the same input', async () => {
    const svg = await draw('Name & <word>');
    const { attributes } = parseXml(svg);
    expect(attributes).toMatchObject({
      role: 'img',
      'aria-label': 'Name & <word>',
      xmlns: 'http://www.w3.org/2000/svg',
    });
    expect(elementsNamed(parseXml(svg), 'title')[0]?.text).toBe('Name & <word>');
    expect(elementsNamed(parseXml(svg), 'desc')[0]?.text).toContain('Name & <word>');
    expect(await draw('Name & <word>')).toBe(svg);
  });

  it('is accepted by report, and no text becomes markup', async () => {
    const nasty = fc.constantFrom('</text><script>1</script>', '"><image href="x"/>', ']]>', '&lt;', '<!--');
    const text = fc.tuple(fc.string({ unit: 'binary', maxLength: 8 }), nasty).map((parts) => parts.join(''));
    const count = (svg: string): number => svg.match(/<(?!\/)/g)?.length ?? 0;
    const plain = count(await draw('x'));
    await fc.assert(
      fc.asyncProperty(text, async (content) => {
        const svg = await draw(content);
        // A long title has more lines, each an element; nothing else may be added.
        const { length } = elementsNamed(parseXml(svg), 'text').filter(
          ({ attributes }) => attributes['font-weight'] === '600',
        );
        expect(count(svg)).toBeLessThanOrEqual(plain + length + 2);
        expect(elementsNamed(parseXml(svg), 'script')).toHaveLength(0);
        report({ title: 't', sections: [{ title: 's', blocks: [{ type: 'figure', svg, caption: 'c' }] }] });
      }),
      { numRuns: runs },
    );
  });
});
