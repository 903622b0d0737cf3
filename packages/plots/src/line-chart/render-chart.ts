import { type Attribute, joinMarkup, type Piece, splitMarkup } from '../svg/markup-tags.ts';
import { escapeMarkup } from '../text/clean-text.ts';

async function loadVega() {
  // Half a second and 40 MB: loaded when the first chart is drawn, not when the package is imported.
  return await Promise.all([import('vega'), import('vega-lite'), import('vega-interpreter')]);
}

/** Draws a Vega-Lite specification as Vega writes it. */
async function drawWithVega(spec: unknown): Promise<string> {
  const [vega, { compile }, { expressionInterpreter }] = await loadVega();
  const quiet = vega.logger(vega.Error);
  const compiled = compile(spec as Parameters<typeof compile>[0], { logger: quiet });
  // Interpreted, not compiled to functions: works where a page's security policy forbids `eval`.
  const runtime = vega.parse(compiled.spec, {}, { ast: true });
  const view = new vega.View(runtime, { renderer: 'none', logger: quiet, expr: expressionInterpreter });
  try {
    return await view.toSVG();
  } finally {
    view.finalize();
  }
}

// Vega describes each mark; here the whole image is one, described as a whole.
const DROPPED = /^(?:class|role|aria-.*|pointer-events|xmlns:xlink|version)$/;

const rounded = (value: string): string =>
  value.replace(/-?\d+\.\d{4,}(?:e-?\d+)?/g, (n) => String(+Number(n).toFixed(3)));

/** Vega counts clip paths across all charts of a process; here each chart counts its own. */
function tidyAttribute([name, value]: Attribute, clipIds: Map<string, string>): Attribute {
  const rename = (id: string): string => {
    const known = clipIds.get(id) ?? `clip-${clipIds.size + 1}`;
    clipIds.set(id, known);
    return known;
  };
  if (name === 'id') return [name, rename(value)];
  if (name === 'clip-path') return [name, value.replace(/^url\(#(.*)\)$/, (_, id: string) => `url(#${rename(id)})`)];
  return [name, name === 'transform' || name === 'd' ? rounded(value) : value];
}

function tidy(pieces: readonly Piece[], label: string): Piece[] {
  const clipIds = new Map<string, string>();
  // Vega leaves hidden foregrounds behind.
  const visible = pieces.filter(
    (p) => !(p.kind === 'open' && p.empty && p.attributes.some(([name]) => name === 'display')),
  );
  return visible.map((piece): Piece => {
    if (piece.kind !== 'open') return piece;
    const attributes = piece.attributes.filter(([name]) => !DROPPED.test(name)).map((a) => tidyAttribute(a, clipIds));
    if (piece.name !== 'svg') return { ...piece, attributes };
    return { ...piece, attributes: [...attributes, ['role', 'img'], ['aria-label', label]] };
  });
}

/** Draws a specification as a standalone SVG that is one accessible image with a title and a description. */
export async function renderChart(spec: unknown, title: string, description: string): Promise<string> {
  const pieces = splitMarkup(await drawWithVega(spec));
  if (typeof pieces === 'number')
    throw new Error(`lineChart: Vega wrote markup of an unknown form at offset ${pieces}`);
  const [root, ...rest] = tidy(pieces, escapeMarkup(title));
  if (root === undefined) throw new Error('lineChart: Vega drew nothing');
  const words: Piece = { kind: 'text', text: '' };
  const element = (name: string, text: string): Piece[] => [
    { kind: 'open', name, attributes: [], empty: false },
    { ...words, text: escapeMarkup(text) },
    { kind: 'close', name },
  ];
  return joinMarkup([root, ...element('title', title), ...element('desc', description), ...rest]);
}
