import { describeValue } from '@gradlab-internal/checks';
import { type Attribute, type Piece, splitMarkup } from './markup-tags.ts';

const SHAPES = ['svg', 'g', 'defs', 'clipPath', 'path', 'rect', 'line', 'circle', 'ellipse', 'polygon', 'polyline'];
const WORDS = ['text', 'tspan', 'title', 'desc'];
const ELEMENTS: ReadonlySet<string> = new Set([...SHAPES, ...WORDS, 'image']);
const ATTRIBUTES =
  /^(?:width|height|viewBox|id|role|transform|d|points|x[12]?|y[12]?|d[xy]|c[xy]|r[xy]?|opacity|display|image-rendering|preserveAspectRatio|clip-path|text-anchor|dominant-baseline|(?:fill|stroke|font)(?:-[a-z]+)?)$/;
// No backslash, entity, colon or slash: nothing that could spell an address or escape one.
const PLAIN_VALUE = /^(?:[\w\s.,#%()+-]|&quot;)*$/;
const LOCAL = /^url\(#[\w-]+\)$/;
// A picture's own bytes, of the one kind that can hold nothing but pixels.
const EMBEDDED_PNG = /^data:image\/png;base64,[A-Za-z\d+/]+={0,2}$/;

function attributeIsSafe(element: string, [name, value]: Attribute): boolean {
  if (name === 'href') return element === 'image' && EMBEDDED_PNG.test(value);
  if (name === 'xmlns') return value === 'http://www.w3.org/2000/svg';
  if (name === 'aria-label') return true;
  return ATTRIBUTES.test(name) && PLAIN_VALUE.test(value) && (!/url/i.test(value) || LOCAL.test(value));
}

/** What is wrong with one piece, given the elements it stands in; undefined if nothing is. */
function fault(piece: Piece, open: readonly string[], isFirst: boolean): string | undefined {
  if (piece.kind === 'text') {
    return piece.text.trim() === '' || WORDS.includes(open.at(-1) ?? '') ? undefined : 'text outside a text element';
  }
  if (piece.kind === 'close') return open.at(-1) === piece.name ? undefined : `an unexpected </${piece.name}>`;
  const { name, attributes } = piece;
  if (!ELEMENTS.has(name)) return `the element <${name}>`;
  if ((name === 'svg') !== isFirst || (!isFirst && open.length === 0)) return `a misplaced <${name}>`;
  if (WORDS.includes(open.at(-1) ?? '') && name !== 'tspan') return `<${name}> within a text element`;
  if (new Set(attributes.map(([key]) => key)).size !== attributes.length) return `a repeated attribute of <${name}>`;
  const unsafe = attributes.find((attribute) => !attributeIsSafe(name, attribute));
  return unsafe === undefined ? undefined : `the attribute ${unsafe[0]}=${describeValue(unsafe[1])}`;
}

/**
 * Takes an SVG apart that may stand unescaped in a document: one `<svg>` of shapes, text and PNGs that it carries itself,
 * well formed, without scripts, styles, links, comments, entities beyond the five of XML, or anything that fetches. What this
 * package draws is such.
 *
 * @throws TypeError if `svg` is not a string; RangeError, with what was found, for any other markup
 */
export function checkSvg(caller: string, name: string, svg: unknown): Piece[] {
  const expected = `${caller}: ${name} must be an SVG of shapes, text and embedded PNGs alone`;
  if (typeof svg !== 'string') throw new TypeError(`${expected}, got ${describeValue(svg)}`);
  const pieces = splitMarkup(svg.trim());
  if (typeof pieces === 'number') throw new RangeError(`${expected}, got malformed markup at character ${pieces}`);
  const open: string[] = [];
  for (const [i, piece] of pieces.entries()) {
    const found = fault(piece, open, i === 0);
    if (found !== undefined) throw new RangeError(`${expected}, got ${found}`);
    if (piece.kind === 'open' && !piece.empty) open.push(piece.name);
    if (piece.kind === 'close') open.pop();
  }
  if (pieces.length === 0 || open.length > 0) throw new RangeError(`${expected}, got one that does not end`);
  return pieces;
}

/** The same SVG with `prefix` before its ids, so that several can stand in one document. */
export function prefixIds(pieces: readonly Piece[], prefix: string): Piece[] {
  const rename = ([name, value]: Attribute): Attribute => {
    if (name === 'id') return [name, prefix + value];
    return name === 'aria-label' ? [name, value] : [name, value.replace(/^url\(#/, `url(#${prefix}`)];
  };
  return pieces.map((piece) =>
    piece.kind === 'open' ? { ...piece, attributes: piece.attributes.map(rename) } : piece,
  );
}
