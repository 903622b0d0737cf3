import { describeValue, requireOneOf } from '@gradlab-internal/checks';
import { checkSvg, prefixIds } from '../svg/check-svg.ts';
import { joinMarkup } from '../svg/markup-tags.ts';
import { cleanLine, cleanText, escapeMarkup } from '../text/clean-text.ts';
import { formatGeneral } from '../text/format-number.ts';
import type { Block, CodeBlock, FactsBlock, FigureBlock, LinkBlock, NoteBlock } from './report-options.ts';
import { writeTable } from './report-table.ts';

/** How many tables and figures stand in a report so far. */
export interface Numbering {
  tables: number;
  figures: number;
}

const TYPES = ['heading', 'paragraph', 'table', 'figure', 'facts', 'code', 'note', 'link'] as const;

const line = (name: string, text: unknown): string => escapeMarkup(cleanLine('report', name, text));

function paragraphs(name: string, text: unknown): string {
  const parts = cleanText('report', name, text)
    .split(/\n\s*\n/)
    .map((part) => part.trim());
  return parts.flatMap((part) => (part === '' ? [] : [`<p>${escapeMarkup(part)}</p>`])).join('\n');
}

function writeFigure({ svg, caption }: FigureBlock, at: string, number: number): string {
  const drawing = joinMarkup(prefixIds(checkSvg('report', `${at}.svg`, svg), `figure-${number}-`));
  return [
    `<figure id="figure-${number}"><div class="drawing" tabindex="0" role="group" aria-label="Figure ${number}">${drawing}</div>`,
    `<figcaption><b>Figure ${number}.</b> ${line(`${at}.caption`, caption)}</figcaption></figure>`,
  ].join('\n');
}

function writeFacts({ items }: FactsBlock, at: string): string {
  if (!Array.isArray(items)) throw new TypeError(`report: ${at}.items must be an array, got ${describeValue(items)}`);
  const rows = items.map((item, i) => {
    const [name, value]: unknown[] = Array.isArray(item) ? item : [];
    const text =
      typeof value === 'number' ? formatGeneral(value, 6) : cleanText('report', `${at}.items[${i}][1]`, value);
    return `<div><dt>${line(`${at}.items[${i}][0]`, name)}</dt><dd>${escapeMarkup(text)}</dd></div>`;
  });
  return `<dl>\n${rows.join('\n')}\n</dl>`;
}

function writeCode({ text, label }: CodeBlock, at: string): string {
  const caption = label === undefined ? '' : `<p class="label">${line(`${at}.label`, label)}</p>\n`;
  // HTML drops a line end that follows <pre> directly, so one is given up for it.
  return `${caption}<pre tabindex="0">\n<code>${escapeMarkup(cleanText('report', `${at}.text`, text))}</code></pre>`;
}

function writeNote({ kind = 'note', text }: NoteBlock, at: string): string {
  const name = requireOneOf('report', `${at}.kind`, kind, ['note', 'warning']);
  const heading = name === 'warning' ? 'Warning' : 'Note';
  return `<div class="note ${name}" role="note"><p class="label">${heading}</p>\n${paragraphs(`${at}.text`, text)}</div>`;
}

/** A colon would begin a scheme, two slashes a host: what is neither stays within the reader's folders. */
const BESIDE = /^(?:[\w.-]+\/)*[\w.-]+$/;

function writeLink({ href, text }: LinkBlock, at: string): string {
  if (typeof href !== 'string') {
    throw new TypeError(`report: ${at}.href must be a string, got ${describeValue(href)}`);
  }
  if (!BESIDE.test(href)) {
    throw new RangeError(
      `report: ${at}.href must be a relative path such as more/page.html, got ${describeValue(href)}`,
    );
  }
  return `<p><a href="${escapeMarkup(href)}">${line(`${at}.text`, text)}</a></p>`;
}

/** One block as HTML; `numbering` goes up with each table and figure, `level` is that of headings. */
export function writeBlock(block: Block, at: string, numbering: Numbering, level: 3 | 4): string {
  if (typeof block !== 'object' || block === null) {
    throw new TypeError(`report: ${at} must be an object with a type, got ${describeValue(block)}`);
  }
  requireOneOf('report', `${at}.type`, block.type, TYPES);
  switch (block.type) {
    case 'heading':
      return `<h${level}>${line(`${at}.text`, block.text)}</h${level}>`;
    case 'paragraph':
      return paragraphs(`${at}.text`, block.text);
    case 'table':
      return writeTable(block, at, ++numbering.tables);
    case 'figure':
      return writeFigure(block, at, ++numbering.figures);
    case 'facts':
      return writeFacts(block, at);
    case 'code':
      return writeCode(block, at);
    case 'note':
      return writeNote(block, at);
    case 'link':
      return writeLink(block, at);
  }
}
