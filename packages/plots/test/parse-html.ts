import { type DefaultTreeAdapterTypes, parse } from 'parse5';

export type HtmlElement = DefaultTreeAdapterTypes.Element;

/** Reads HTML as a browser does; throws where the specification calls it a parse error. */
export function parseHtml(html: string): DefaultTreeAdapterTypes.Document {
  return parse(html, {
    sourceCodeLocationInfo: true,
    onParseError: ({ code, startOffset }) => {
      throw new Error(`${code} at ${html.slice(Math.max(0, startOffset - 40), startOffset + 40)}`);
    },
  });
}

/** Every element that `wanted` accepts, in document order. */
export function findAll(
  node: DefaultTreeAdapterTypes.Node,
  wanted: (element: HtmlElement) => boolean = () => true,
): HtmlElement[] {
  const below = 'childNodes' in node ? node.childNodes.flatMap((child) => findAll(child, wanted)) : [];
  return 'tagName' in node && wanted(node) ? [node, ...below] : below;
}

export const named = (document: DefaultTreeAdapterTypes.Node, tag: string): HtmlElement[] =>
  findAll(document, ({ tagName }) => tagName === tag);

export function textOf(node: DefaultTreeAdapterTypes.Node): string {
  if ('value' in node) return node.value;
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
}

export function attribute(element: HtmlElement | undefined, name: string): string | undefined {
  return element?.attrs.find((candidate) => candidate.name === name)?.value;
}
