import { escapeMarkup } from '../text/clean-text.ts';
import type { Attribute, Piece } from './markup-tags.ts';

/** Attributes by name; numbers are written to a thousandth of a pixel. */
export type Attributes = Readonly<Record<string, string | number>>;

const written = (value: string | number): string =>
  typeof value === 'number' ? String(Math.round(value * 1000) / 1000) : escapeMarkup(value);

/** An element with what stands in it; a string becomes escaped text. */
export function element(
  name: string,
  attributes: Attributes,
  ...inside: readonly (string | readonly Piece[])[]
): Piece[] {
  const list = Object.entries(attributes).map(([key, value]): Attribute => [key, written(value)]);
  if (inside.length === 0) return [{ kind: 'open', name, attributes: list, empty: true }];
  const content = inside.flatMap((part): readonly Piece[] =>
    typeof part === 'string' ? [{ kind: 'text', text: escapeMarkup(part) }] : part,
  );
  return [{ kind: 'open', name, attributes: list, empty: false }, ...content, { kind: 'close', name }];
}
