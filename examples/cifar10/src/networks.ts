import { blueprint, type CnnArchitecture, cnnLayers, zoo } from '@gradlab/models';
import type { NetworkReference, Profile } from '@gradlab-examples/harness';
import type { Changes } from './plan.ts';

/** A network, not built yet. */
export interface Network {
  readonly name: string;
  readonly description: string;
  readonly parameterCount: number;
  /** Whether its layers are those of the reports, or it is a narrower twin. */
  readonly design: 'published' | 'twin';
  readonly reference: NetworkReference;
}

/** With a quarter of the filters and units. */
const QUARTER: CnnArchitecture = {
  inputShape: [32, 32, 3],
  features: [8, 16, 16].flatMap((filters) => [{ filters, kernelSize: 5, padding: 'same' as const }, 'pool' as const]),
  hidden: [250],
  outputs: 10,
};

/** The network of a row: that of the reports, or a twin that a quick run has the time for. */
export function networkOf(profile: Profile, { dropout, batchNorm }: Changes): Network {
  const options = { ...(dropout > 0 && { dropout }), ...(batchNorm && { batchNorm }) };
  if (profile === 'full') {
    const { description, blueprint: blueprintOf } = zoo.cifarCnn1M;
    const parameterCount = blueprintOf(options).countParameters();
    const reference = { builder: 'zoo', name: 'cifarCnn1M', options } as const;
    return { name: 'the network', description, parameterCount, design: 'published', reference };
  }
  const architecture = { ...QUARTER, ...options };
  return {
    name: 'a quarter of the network',
    description: '5×5 same convolutions 8, 16, 16, each followed by a pool, dense 250, 10',
    parameterCount: blueprint(cnnLayers(architecture)).countParameters(),
    design: 'twin',
    reference: { builder: 'cnn', options: architecture },
  };
}
