/** Widths of a sans-serif's characters as shares of the font size, by kind; a tenth over Arial's, for wider faces. */
function characterWidth(character: string): number {
  if (/[\u1100-\u{10ffff}]/u.test(character) && !/[\u2000-\u2bff]/.test(character)) return 1.1;
  if (/[iljtfI.,:;'|!()[\]\u00b9\u2070-\u209f]/.test(character)) return 0.36;
  if (/[mwMW@%…—∞×]/.test(character)) return 0.95;
  if (/[A-Z]/.test(character)) return 0.76;
  return character === ' ' ? 0.31 : 0.61;
}

/**
 * Estimated width of a text in pixels. Estimated, not measured: Node has nothing to measure with, and a figure must come
 * out the same everywhere.
 */
export function textWidth(text: string, fontSize: number): number {
  return [...text].reduce((width, character) => width + characterWidth(character), 0) * fontSize;
}

/** The width of the widest of some texts; 0 of none. */
export function widestOf(texts: readonly string[], fontSize: number): number {
  return texts.reduce((widest, text) => Math.max(widest, textWidth(text, fontSize)), 0);
}

/** `text`, ended with `…` where it would be wider than `width`. */
export function truncate(text: string, fontSize: number, width: number): string {
  if (textWidth(text, fontSize) <= width) return text;
  const characters = [...text];
  while (characters.length > 0 && textWidth(`${characters.join('')}…`, fontSize) > width) characters.pop();
  return `${characters.join('').trimEnd()}…`;
}

/** `text` broken between words into lines of at most `width` pixels; a word that is wider is truncated. */
export function wrap(text: string, fontSize: number, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && textWidth(`${last} ${word}`, fontSize) <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(truncate(word, fontSize, width));
  }
  return lines;
}
