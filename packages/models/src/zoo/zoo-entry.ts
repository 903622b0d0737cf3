import type { Initializer } from '@gradlab/init';
import type { Seed } from '@gradlab/random';
import type * as tf from '@tensorflow/tfjs-core';
import type { ActivationName } from '../layers/activation.ts';
import { type Blueprint, type RowOptions, rowBlueprint } from '../model/blueprint.ts';
import type { Model, Outputs } from '../model/model.ts';
import { type CnnArchitecture, cnnLayers } from '../networks/cnn.ts';
import { type MlpArchitecture, mlpLayers } from '../networks/mlp.ts';

/** What may differ from a network's own description. */
export interface ZooChanges {
  /** Shape of one example. */
  readonly inputShape?: readonly number[];
  /** Number of outputs. */
  readonly outputs?: number;
  /** The activation of its hidden layers. */
  readonly activation?: ActivationName;
  /** Whether it has batch norms. */
  readonly batchNorm?: boolean;
  /** Rate of dropout where it has any, in [0, 1). */
  readonly dropout?: number;
  /** First weights of every layer. */
  readonly weightInitializer?: Initializer;
}

/** Options of {@link ZooEntry.build}. */
export interface ZooBuildOptions extends ZooChanges {
  /** Names the stream of the first weights; 0 unless given. */
  readonly seed?: Seed;
}

/** What is known of a network. */
interface ZooFacts {
  /** The experiments that it belongs to, such as `A1-S`. */
  readonly experiment: string;
  /**
   * Whether a report gives its layers (`'published'`), or they are this package's own, made to fit what a report does give (`'ours'`).
   */
  readonly design: 'published' | 'ours';
  /** Its layers in words. */
  readonly description: string;
  /** Number of values in its parameters, unchanged. */
  readonly parameterCount: number;
}

/** A network by name. Nothing of it is allocated before `build`. */
export interface ZooEntry<Output extends Outputs = tf.Tensor> extends ZooFacts {
  /** Its shapes and counts, with changes. */
  blueprint(changes?: ZooChanges): Blueprint<Output>;
  /** The network with weights; a backend must be current, and the caller disposes it. */
  build(options?: ZooBuildOptions): Model<Output>;
}

/** An entry from the way to its blueprint. */
export function zooEntry<Output extends Outputs>(
  facts: ZooFacts,
  blueprint: (changes: ZooChanges) => Blueprint<Output>,
): ZooEntry<Output> {
  return {
    ...facts,
    blueprint: (changes = {}) => blueprint(changes),
    build: ({ seed = 0, ...changes } = {}) => blueprint(changes).build({ seed }),
  };
}

/** An entry of layers in a row. */
export function rowEntry(facts: ZooFacts, layers: (changes: ZooChanges) => RowOptions): ZooEntry {
  return zooEntry(facts, (changes) => rowBlueprint('zoo', layers(changes)));
}

/** An entry of a multilayer perceptron. */
export function mlpEntry(facts: ZooFacts, architecture: MlpArchitecture): ZooEntry {
  return rowEntry(facts, (changes) => mlpLayers({ ...architecture, ...changes }));
}

/** An entry of a convolutional network. */
export function cnnEntry(facts: ZooFacts, architecture: CnnArchitecture): ZooEntry {
  return rowEntry(facts, (changes) => cnnLayers({ ...architecture, ...changes }));
}
