import { describeValue } from '@gradlab-internal/checks';
import { cleanLine, cleanText, escapeMarkup } from '../text/clean-text.ts';
import { type Numbering, writeBlock } from './report-blocks.ts';
import type { ReportOptions, Section } from './report-options.ts';
import { STYLE } from './report-style.ts';

/** Nothing may be fetched or run; only the style sheet inside the document applies. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

interface ReadSection {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly body: string;
}

function readSection(section: Section, index: number, numbering: Numbering): ReadSection {
  const at = `sections[${index}]`;
  if (typeof section !== 'object' || section === null || !Array.isArray(section.blocks)) {
    throw new TypeError(`report: ${at} must be an object with a title and blocks, got ${describeValue(section)}`);
  }
  const blocks = section.blocks.map((block, i) => writeBlock(block, `${at}.blocks[${i}]`, numbering));
  return {
    id: `section-${index + 1}`,
    number: index + 1,
    title: escapeMarkup(cleanLine('report', `${at}.title`, section.title)),
    body: blocks.join('\n'),
  };
}

const writeSection = ({ id, number, title, body }: ReadSection): string =>
  `<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title"><span class="number">${number}</span>${title}</h2>
${body}
</section>`;

function contents(sections: readonly ReadSection[]): string {
  if (sections.length < 2) return '';
  const links = sections.map(({ id, title }) => `<li><a href="#${id}">${title}</a></li>`);
  return `<nav aria-labelledby="contents">\n<h2 id="contents">Contents</h2>\n<ol>\n${links.join('\n')}\n</ol>\n</nav>\n`;
}

function readLanguage(language: unknown): string {
  if (typeof language === 'string' && /^[a-z]{2,8}(?:-[a-z\d]{1,8})*$/i.test(language)) return language;
  throw new RangeError(`report: language must be a BCP 47 tag such as en or fr-CA, got ${describeValue(language)}`);
}

/**
 * Writes a report as one HTML document that needs nothing else: no script, no request, no file beside it. It reads well in a
 * light and a dark window, on a telephone and on paper; sections, tables and figures are numbered, and two sections or more
 * get a table of contents. Every text is escaped; a figure's SVG stands as it is, and is refused if it holds anything but
 * shapes, text and embedded PNGs.
 *
 * @param options title and sections of blocks; see {@link ReportOptions}
 * @returns the document, beginning with `<!doctype html>`
 * @throws TypeError if an argument is of the wrong kind; RangeError for an unknown block type, an empty title or caption, a
 *   row whose length is not the number of columns, an SVG that holds anything but shapes, text and PNGs
 * @example
 * ```ts
 * import { lineChart, report } from '@gradlab/plots';
 *
 * const svg = await lineChart({
 *   title: 'Training loss',
 *   x: { label: 'epoch' },
 *   y: { label: 'loss' },
 *   series: [{ name: 'Glorot', points: [[1, 1.935], [2, 1.568]] }],
 * });
 * const html = report({
 *   title: 'Initialisation of a multilayer perceptron',
 *   sections: [
 *     {
 *       title: 'Results',
 *       blocks: [
 *         { type: 'figure', svg, caption: 'Loss after each epoch.' },
 *         {
 *           type: 'table',
 *           caption: 'Test accuracy.',
 *           columns: [{ label: 'initialisation' }, { label: 'accuracy', format: 'percent' }],
 *           rows: [['Glorot', 0.9426]],
 *         },
 *       ],
 *     },
 *   ],
 * });
 * console.log(html.startsWith('<!doctype html>'));
 * ```
 */
export function report(options: ReportOptions): string {
  const { subtitle, sections, footer, language = 'en' } = options;
  const title = escapeMarkup(cleanLine('report', 'title', options.title));
  if (!Array.isArray(sections)) {
    throw new TypeError(`report: sections must be an array, got ${describeValue(sections)}`);
  }
  const numbering: Numbering = { tables: 0, figures: 0 };
  const written = sections.map((section, i) => readSection(section, i, numbering));
  const line = (name: string, text: string): string => escapeMarkup(cleanLine('report', name, text));
  return `<!doctype html>
<html lang="${readLanguage(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>${title}</h1>
${subtitle === undefined ? '' : `<p class="subtitle">${line('subtitle', subtitle)}</p>\n`}${contents(written)}</header>
<main>
${written.map(writeSection).join('\n')}
</main>
${footer === undefined ? '' : `<footer>${escapeMarkup(cleanText('report', 'footer', footer))}</footer>\n`}</body>
</html>
`;
}
