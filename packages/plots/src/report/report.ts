import { describeValue } from '@gradlab-internal/checks';
import { cleanLine, cleanText, escapeMarkup } from '../text/clean-text.ts';
import type { ReportOptions } from './report-options.ts';
import { writeSections } from './report-sections.ts';
import { STYLE } from './report-style.ts';

/** Nothing may be fetched or run; only the style sheet inside the document applies. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

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
  const { contents, body } = writeSections(sections);
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
${subtitle === undefined ? '' : `<p class="subtitle">${line('subtitle', subtitle)}</p>\n`}${contents}</header>
<main>
${body}
</main>
${footer === undefined ? '' : `<footer>${escapeMarkup(cleanText('report', 'footer', footer))}</footer>\n`}</body>
</html>
`;
}
