import type { NumberFormat } from '../text/number-format.ts';

/** What stands in a cell of a table; `null` is shown as a dash. */
export type Cell = string | number | null;

/** A column of a table. */
export interface Column extends NumberFormat {
  readonly label: string;
  /** By default right for a column of numbers, left for any other. */
  readonly align?: 'left' | 'right' | 'center';
}

/** A heading within a section. */
export interface HeadingBlock {
  readonly type: 'heading';
  readonly text: string;
}

/** Running text; an empty line in it begins a new paragraph. */
export interface ParagraphBlock {
  readonly type: 'paragraph';
  readonly text: string;
}

/** A numbered table. */
export interface TableBlock {
  readonly type: 'table';
  readonly caption: string;
  readonly columns: readonly Column[];
  /** Each as long as `columns`. */
  readonly rows: readonly (readonly Cell[])[];
  /** Whether the first cell of each row names the row; `true` by default. */
  readonly rowHeaders?: boolean;
}

/** A numbered figure. */
export interface FigureBlock {
  readonly type: 'figure';
  /** What a function of this package drew. An SVG with anything but shapes, text and embedded PNGs is refused. */
  readonly svg: string;
  readonly caption: string;
}

/** Names with their values: settings, versions, times. */
export interface FactsBlock {
  readonly type: 'facts';
  readonly items: readonly (readonly [name: string, value: string | number])[];
}

/** Preformatted text: a command, a configuration, a printed table. */
export interface CodeBlock {
  readonly type: 'code';
  readonly text: string;
  /** What the text is, above it. */
  readonly label?: string;
}

/** A remark set apart. */
export interface NoteBlock {
  readonly type: 'note';
  /** `note` by default. */
  readonly kind?: 'note' | 'warning';
  readonly text: string;
}

/** A link to a file that lies beside the report. */
export interface LinkBlock {
  readonly type: 'link';
  /**
   * Where it lies, relative to the report: names of folders and a file in letters, digits, `.`, `_` and `-`, joined by `/`. An address with a
   * scheme or a host is refused.
   */
  readonly href: string;
  readonly text: string;
}

/** One piece of a section. */
export type Block =
  | HeadingBlock
  | ParagraphBlock
  | TableBlock
  | FigureBlock
  | FactsBlock
  | CodeBlock
  | NoteBlock
  | LinkBlock;

/** A numbered section. */
export interface Section {
  readonly title: string;
  readonly blocks: readonly Block[];
  /** Sections that follow one another with the same chapter stand under its heading, numbered within it. */
  readonly chapter?: string;
}

/** What {@link report} writes. */
export interface ReportOptions {
  readonly title: string;
  /** One line under the title: authors, course, date. */
  readonly subtitle?: string;
  readonly sections: readonly Section[];
  /** Small print at the end. */
  readonly footer?: string;
  /** BCP 47 tag of the language the texts are in; `en` by default. */
  readonly language?: string;
}
