import { describeValue } from '@gradlab-internal/checks';

// Neither XML nor HTML can carry these, not even escaped: control characters, non-characters and unpaired surrogates.
const UNWRITABLE = /(?![\t\n])\p{Cc}|[\p{Surrogate}\p{Noncharacter_Code_Point}]/gu;

/**
 * `value` with what no document can carry replaced by U+FFFD and line ends made `\n`.
 *
 * @throws TypeError if it is not a string
 */
export function cleanText(caller: string, name: string, value: unknown): string {
  if (typeof value !== 'string')
    throw new TypeError(`${caller}: ${name} must be a string, got ${describeValue(value)}`);
  return value.replace(/\r\n?/g, '\n').replace(UNWRITABLE, '\ufffd');
}

/**
 * Like `cleanText`, on one line: runs of white space become one space.
 *
 * @throws TypeError if it is not a string; RangeError if nothing is left
 */
export function cleanLine(caller: string, name: string, value: unknown): string {
  const line = cleanText(caller, name, value).replace(/\s+/g, ' ').trim();
  if (line === '') throw new RangeError(`${caller}: ${name} must have at least one visible character`);
  return line;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** `text` for the inside of an element or of a quoted attribute, in HTML and in XML. */
export function escapeMarkup(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
