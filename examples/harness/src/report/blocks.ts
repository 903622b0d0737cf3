import type { Model } from '@gradlab/models';
import type { Block } from '@gradlab/plots';
import type { Figure } from '../figures.ts';

/** Running text. */
export function paragraph(text: string): Block {
  return { type: 'paragraph', text };
}

/** The figures that were drawn. */
export function figureBlocks(...figures: readonly (Figure | undefined)[]): Block[] {
  return figures.flatMap((figure) => (figure ? [{ type: 'figure', svg: figure.svg, caption: figure.caption }] : []));
}

/** What a table says of a layer. */
export interface LayerRow {
  readonly name: string;
  readonly outputShape: readonly number[];
  readonly parameterCount: number;
}

/** The layers of a network, as plain data for {@link networkTable}. */
export function layerRows({ layers }: Pick<Model, 'layers'>): LayerRow[] {
  return layers.map(({ name, outputShape, parameterCount }) => ({ name, outputShape, parameterCount }));
}

/** A network as a table. */
export function networkTable(layers: readonly LayerRow[], parameterCount: number, name = 'The network'): Block {
  return {
    type: 'table',
    caption: `${name}: ${parameterCount.toLocaleString('en-US')} parameters.`,
    columns: [{ label: 'layer' }, { label: 'output' }, { label: 'parameters' }],
    rows: layers.map((layer) => [layer.name, layer.outputShape.join(' × '), layer.parameterCount]),
  };
}
