import { describeValue } from '@gradlab-internal/checks';
import { cleanLine, escapeMarkup } from '../text/clean-text.ts';
import { type Numbering, writeBlock } from './report-blocks.ts';
import type { Section } from './report-options.ts';

/** A section, checked and written. */
interface WrittenSection {
  readonly id: string;
  readonly title: string;
  /** Of the chapter it belongs to, if any. */
  readonly chapter: string | undefined;
  readonly body: string;
}

/** Sections that stand under one heading, or one that stands alone. */
interface Group {
  /** Absent where it is a section alone. */
  readonly chapter: string | undefined;
  readonly number: number;
  readonly sections: readonly WrittenSection[];
}

/** The body of a report and its table of contents. */
export function writeSections(sections: unknown): { readonly contents: string; readonly body: string } {
  if (!Array.isArray(sections)) {
    throw new TypeError(`report: sections must be an array, got ${describeValue(sections)}`);
  }
  const numbering: Numbering = { tables: 0, figures: 0 };
  const written = sections.map((section: Section, i) => writeSection(section, i, numbering));
  const groups = groupsOf(written);
  return {
    contents: written.length < 2 ? '' : writeContents(groups),
    body: groups.map((group) => (group.chapter === undefined ? writeAlone(group) : writeChapter(group))).join('\n'),
  };
}

function writeSection(section: Section, index: number, numbering: Numbering): WrittenSection {
  const at = `sections[${index}]`;
  if (typeof section !== 'object' || section === null || !Array.isArray(section.blocks)) {
    throw new TypeError(`report: ${at} must be an object with a title and blocks, got ${describeValue(section)}`);
  }
  const line = (name: string, text: string): string => escapeMarkup(cleanLine('report', `${at}.${name}`, text));
  const level = section.chapter === undefined ? 3 : 4;
  const blocks = section.blocks.map((block, i) => writeBlock(block, `${at}.blocks[${i}]`, numbering, level));
  return {
    id: `section-${index + 1}`,
    title: line('title', section.title),
    chapter: section.chapter === undefined ? undefined : line('chapter', section.chapter),
    body: blocks.join('\n'),
  };
}

/** Neighbours of one chapter together; numbers count chapters and sections that stand alone. */
function groupsOf(sections: readonly WrittenSection[]): Group[] {
  const groups: { chapter: string | undefined; number: number; sections: WrittenSection[] }[] = [];
  for (const section of sections) {
    const last = groups.at(-1);
    if (last !== undefined && section.chapter !== undefined && last.chapter === section.chapter) {
      last.sections.push(section);
    } else {
      groups.push({ chapter: section.chapter, number: groups.length + 1, sections: [section] });
    }
  }
  return groups;
}

const writeAlone = ({ number, sections }: Group): string =>
  sections.map((section) => asHtml(section, 2, String(number))).join('\n');

function writeChapter({ chapter = '', number, sections }: Group): string {
  const inner = sections.map((section, i) => asHtml(section, 3, `${number}.${i + 1}`)).join('\n');
  return `<section id="chapter-${number}" class="chapter" aria-labelledby="chapter-${number}-title">
<h2 id="chapter-${number}-title"><span class="number">${number}</span>${chapter}</h2>
${inner}
</section>`;
}

const asHtml = ({ id, title, body }: WrittenSection, level: 2 | 3, number: string): string =>
  `<section id="${id}" aria-labelledby="${id}-title">
<h${level} id="${id}-title"><span class="number">${number}</span>${title}</h${level}>
${body}
</section>`;

function writeContents(groups: readonly Group[]): string {
  const link = ({ id, title }: WrittenSection): string => `<li><a href="#${id}">${title}</a></li>`;
  const items = groups.map(({ chapter, number, sections }) => {
    const inner = sections.map(link).join('\n');
    return chapter === undefined
      ? inner
      : `<li><a href="#chapter-${number}">${chapter}</a>\n<ol>\n${inner}\n</ol></li>`;
  });
  return `<nav aria-labelledby="contents">\n<h2 id="contents">Contents</h2>\n<ol>\n${items.join('\n')}\n</ol>\n</nav>\n`;
}
