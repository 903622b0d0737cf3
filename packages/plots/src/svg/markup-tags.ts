/** One piece of well-formed markup. */
export type Piece =
  | { readonly kind: 'open'; readonly name: string; readonly attributes: readonly Attribute[]; readonly empty: boolean }
  | { readonly kind: 'close'; readonly name: string }
  | { readonly kind: 'text'; readonly text: string };

/** An attribute with its value as written, entities included. */
export type Attribute = readonly [name: string, value: string];

const ENTITY = '&(?:amp|lt|gt|quot|apos|#\\d{1,7}|#x[\\da-f]{1,6});';
const NAME = '[A-Za-z][\\w:-]*';
// Unrolled, so that a picture's megabytes of base64 are one step and not as many alternatives.
const VALUE = `"[^<>&"]*(?:${ENTITY}[^<>&"]*)*"`;
const OPEN = new RegExp(`<(${NAME})((?:\\s+${NAME}=${VALUE})*)\\s*(/?)>`, 'iy');
const CLOSE = new RegExp(`</(${NAME})\\s*>`, 'iy');
const TEXT = new RegExp(`(?:[^<>&]|${ENTITY})[^<>&]*(?:${ENTITY}[^<>&]*)*`, 'iy');
const ATTRIBUTE = new RegExp(`(${NAME})="([^"]*)"`, 'g');

function pieceAt(markup: string, at: number): { piece: Piece; end: number } | undefined {
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(markup);
  };
  const open = match(OPEN);
  if (open !== null) {
    const [whole, name = '', list = '', slash] = open;
    const attributes = [...list.matchAll(ATTRIBUTE)].map(([, key = '', value = '']): Attribute => [key, value]);
    return { piece: { kind: 'open', name, attributes, empty: slash === '/' }, end: at + whole.length };
  }
  const close = match(CLOSE);
  if (close !== null) return { piece: { kind: 'close', name: close[1] ?? '' }, end: at + close[0].length };
  const text = match(TEXT);
  if (text !== null) return { piece: { kind: 'text', text: text[0] }, end: at + text[0].length };
  return undefined;
}

/**
 * Takes markup apart into tags and text. Knows elements, double-quoted attributes and the five XML entities, and nothing
 * else: comments, CDATA, declarations and processing instructions are refused, for there is no telling what another
 * parser would make of them.
 *
 * @returns the pieces, or the offset of the first character that does not belong
 */
export function splitMarkup(markup: string): Piece[] | number {
  const pieces: Piece[] = [];
  for (let at = 0; at < markup.length; ) {
    const next = pieceAt(markup, at);
    if (next === undefined) return at;
    pieces.push(next.piece);
    at = next.end;
  }
  return pieces;
}

/** The inverse of `splitMarkup`. */
export function joinMarkup(pieces: readonly Piece[]): string {
  return pieces
    .map((piece) => {
      if (piece.kind === 'text') return piece.text;
      if (piece.kind === 'close') return `</${piece.name}>`;
      return `<${piece.name}${piece.attributes.map(([name, value]) => ` ${name}="${value}"`).join('')}${piece.empty ? '/' : ''}>`;
    })
    .join('');
}
