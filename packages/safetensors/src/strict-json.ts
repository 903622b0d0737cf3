import { SafetensorsError } from './error.ts';

/** Deeper than any header; the reference implementation's JSON parser stops there too. */
const MAX_DEPTH = 128;

/** Index of the quote that closes the string opened at `open`, or the text's length where none does. */
function endOfString(text: string, open: number): number {
  for (let at = open + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '"') return at;
  }
  return text.length;
}

function isKey(text: string, afterString: number): boolean {
  let at = afterString;
  while (/\s/.test(text[at] ?? 'x')) at++;
  return text[at] === ':';
}

/**
 * Checks what `JSON.parse` lets pass: an object that has a key twice (the last would win without a word), at any depth, and
 * an integer that is written as a fraction or with an exponent. Runs before the parser, so the text may be no JSON at all;
 * what is wrong with it otherwise is left to the parser.
 *
 * @throws SafetensorsError `duplicate-key`, `invalid-number`, or `invalid-json` for nesting deeper than 128
 */
export function requireStrictJson(text: string): void {
  const open: Set<string>[] = [];
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '{' || character === '[') {
      open.push(new Set());
      if (open.length > MAX_DEPTH) {
        throw new SafetensorsError('invalid-json', `header is nested deeper than ${MAX_DEPTH} levels`);
      }
    } else if (character === '}' || character === ']') {
      open.pop();
    } else if (character === '"') {
      const end = endOfString(text, at);
      if (isKey(text, end + 1)) addKey(open.at(-1), text.slice(at, end + 1));
      at = end;
    } else if (character !== undefined && character >= '0' && character <= '9') {
      at = endOfInteger(text, at) - 1;
    }
  }
}

/** Index after the digits that begin at `start`; no number of a header has anything after them. */
function endOfInteger(text: string, start: number): number {
  let end = start;
  while (/\d/.test(text[end] ?? '')) end++;
  if (/[.eE]/.test(text[end] ?? '')) {
    const number = text.slice(start, end + 8);
    throw new SafetensorsError('invalid-number', `numbers of the header must be plain integers, got ${number}`);
  }
  return end;
}

function addKey(keys: Set<string> | undefined, literal: string): void {
  const key = unescaped(literal);
  if (keys?.has(key)) throw new SafetensorsError('duplicate-key', `header has the key ${literal} twice`);
  keys?.add(key);
}

/** `"\u0061"` and `"a"` are one key. A malformed literal stays as it is: the parser refuses it next. */
function unescaped(literal: string): string {
  try {
    return JSON.parse(literal);
  } catch {
    return literal;
  }
}
