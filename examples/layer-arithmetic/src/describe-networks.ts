import type { LayerSummary } from '@gradlab/models';
import { blueprintOf, zooEntryOf } from '@gradlab-examples/harness';

/** What a network comes to. */
export interface NetworkFacts {
  readonly name: string;
  readonly experiment: string;
  readonly description: string;
  readonly inputShape: readonly number[];
  readonly parameterCount: number;
  readonly multiplyAdds: number;
  /** Of an output of its last convolution or pool; null where there is none. */
  readonly receptiveField: readonly [number, number] | null;
  readonly weightBytes: number;
  readonly activationBytes: number;
  readonly layers: readonly LayerSummary[];
}

/** Works out networks of the zoo without allocating any of them. */
export function describeNetworks(names: readonly string[]): NetworkFacts[] {
  return names.map((name) => {
    const entry = zooEntryOf(name);
    const { inputShape, layers, ...blueprint } = blueprintOf({ builder: 'zoo', name });
    const sum = (of: (layer: LayerSummary) => number): number => layers.reduce((total, layer) => total + of(layer), 0);
    const windows = layers.filter(({ kind }) => kind === 'conv' || kind.endsWith('Pool'));
    return {
      name,
      experiment: entry?.experiment ?? '',
      description: entry?.description ?? '',
      inputShape,
      parameterCount: blueprint.countParameters(),
      multiplyAdds: sum((layer) => layer.multiplyAdds),
      receptiveField: windows.at(-1)?.receptiveField ?? null,
      weightBytes: sum((layer) => layer.weightBytes),
      activationBytes: sum((layer) => layer.activationBytes),
      layers,
    };
  });
}
