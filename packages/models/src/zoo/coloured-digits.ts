import type * as tf from '@tensorflow/tfjs-core';
import { dense } from '../layers/dense.ts';
import { flatten } from '../layers/flatten.ts';
import type { Layer } from '../layers/layer.ts';
import { branchBlueprint } from '../model/blueprint.ts';
import { type Feature, featureLayers } from '../networks/cnn.ts';
import { type ZooChanges, type ZooEntry, zooEntry } from './zoo-entry.ts';

/** The two answers about a coloured digit, as logits. */
export type DigitAndColour = Readonly<Record<'digit' | 'colour', tf.Tensor>>;

const CLASSES = { digit: 10, colour: 8 } as const;
const CHANNELS = 'of 16, 32, 64, each with a ReLU and a pool, then dense; channels were not reported';

function features(changes: ZooChanges): Layer[] {
  const sizes = [
    [16, 5],
    [32, 3],
    [64, 3],
  ] as const;
  const steps = sizes.flatMap(([filters, kernelSize]): Feature[] => [
    { filters, kernelSize, padding: 'same' },
    'pool',
    'dropout',
  ]);
  return [...featureLayers('zoo', steps, changes), flatten()];
}

function outputLayer(units: number, { weightInitializer }: ZooChanges): Layer {
  return dense({ units, ...(weightInitializer !== undefined && { weightInitializer }) });
}

function entry(shared: boolean, parameterCount: number): ZooEntry<DigitAndColour> {
  const description = `${shared ? 'one trunk' : 'two trunks'} of convolutions 5×5, 3×3, 3×3 ${CHANNELS}`;
  return zooEntry({ experiment: 'D3', design: 'ours', description, parameterCount }, (changes) => {
    const { inputShape = [28, 28, 3], outputs } = changes;
    if (outputs !== undefined) throw new RangeError(`zoo: outputs must be left out for two heads, got ${outputs}`);
    const head = (units: number): Layer[] => [...(shared ? [] : features(changes)), outputLayer(units, changes)];
    return branchBlueprint<'digit' | 'colour'>('zoo', {
      inputShape,
      trunk: shared ? features(changes) : [],
      heads: { digit: head(CLASSES.digit), colour: head(CLASSES.colour) },
    });
  });
}

/** Their names. */
export type TwoHeadedZooName = 'colouredDigitsShared' | 'colouredDigitsSeparate';

/** Networks with two heads, for digits in one of eight colours. */
export const colouredDigitNetworks: Readonly<Record<TwoHeadedZooName, ZooEntry<DigitAndColour>>> = {
  colouredDigitsShared: entry(true, 34_738),
  colouredDigitsSeparate: entry(false, 59_090),
};
