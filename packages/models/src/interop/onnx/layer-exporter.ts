import type { PlacedLayer } from '../../model/place-layers.ts';
import type { FlowingValue, GraphBuilder } from './graph-builder.ts';

/** What the export of one layer works with. */
export interface LayerExport {
  readonly builder: GraphBuilder;
  readonly placed: PlacedLayer;
  /** The layer's input. */
  readonly input: FlowingValue;
  /**
   * Adds one of the layer's weights to the graph in the layout that PyTorch and ONNX share.
   *
   * @returns its name; undefined if the layer has no such weight
   */
  weight(short: string): string | undefined;
}

/** Adds the nodes of a layer, and gives the name of its output and whether that has channels first. */
export type LayerExporter = (layer: LayerExport) => Pick<FlowingValue, 'name' | 'channelsFirst'>;
