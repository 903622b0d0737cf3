import type { TransformConfig } from '@gradlab/augment';
import {
  type CnnArchitecture,
  cnn,
  type MlpArchitecture,
  type Model,
  mlp,
  type ZooChanges,
  type ZooName,
  zoo,
} from '@gradlab/models';
import type { Seed } from '@gradlab/random';
import { openSafetensors } from '@gradlab/safetensors';

/** A network as JSON: which function of @gradlab/models builds it, with what. */
export type NetworkReference =
  | { readonly builder: 'mlp'; readonly options: MlpArchitecture }
  | { readonly builder: 'cnn'; readonly options: CnnArchitecture }
  | { readonly builder: 'zoo'; readonly name: string; readonly options?: ZooChanges };

/** What a file of weights says of itself, so that a picture can be classified with it alone. */
export interface WeightsDescription {
  /** `mnist-cnn B-K`: where they come from. */
  readonly experiment: string;
  readonly network: NetworkReference;
  /**
   * How a picture is brought to the network's form: a digit is cut out and centred as MNIST's are, a photo scaled and cropped. `numbers` are
   * rows of a table or points, which no picture becomes.
   */
  readonly input: 'digit' | 'photo' | 'numbers';
  /** By index; of a network that predicts numbers, what they are. */
  readonly classes: readonly string[];
  /** What is done to pixels scaled to [0, 1] before the network sees them. */
  readonly transform?: TransformConfig;
}

const KEY = 'gradlab.description';

/**
 * Writes a model's weights with what they are to a safetensors file.
 *
 * @param model trained
 * @param path of the file
 * @param description kept in the file's metadata
 */
export async function saveWeights(
  model: Pick<Model, 'save'>,
  path: string,
  description: WeightsDescription,
): Promise<void> {
  await model.save(path, { metadata: { [KEY]: JSON.stringify(description) } });
}

/**
 * Reads what a file of weights says of itself.
 *
 * @throws Error that names the file if it is no such file, or says nothing
 */
export async function readWeightsDescription(path: string): Promise<WeightsDescription> {
  const file = await openSafetensors(path).catch((cause: unknown) => {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`${path} must be a safetensors file of weights: ${reason}`, { cause });
  });
  try {
    const text = file.metadata[KEY];
    if (text === undefined) {
      throw new Error(
        `${path} does not say which network its weights are of: it must be one that an experiment wrote, of a network with one output`,
      );
    }
    return JSON.parse(text) as WeightsDescription;
  } finally {
    await file.close();
  }
}

/**
 * Builds the network of a file of weights and reads them into it.
 *
 * @returns the model, which the caller disposes
 */
export async function loadModel(path: string): Promise<{ model: Model; description: WeightsDescription }> {
  const description = await readWeightsDescription(path);
  const model = buildNetwork(description.network, 0);
  try {
    await model.load(path);
    return { model, description };
  } catch (error) {
    model.dispose();
    throw error;
  }
}

/** Builds the network that a reference means, with fresh weights; the caller disposes it. */
export function buildNetwork(reference: NetworkReference, seed: Seed): Model {
  switch (reference.builder) {
    case 'mlp':
      return mlp({ ...reference.options, seed });
    case 'cnn':
      return cnn({ ...reference.options, seed });
    case 'zoo': {
      const entry = Object.hasOwn(zoo, reference.name) ? zoo[reference.name as ZooName] : undefined;
      if (entry === undefined) throw new RangeError(`buildNetwork: there is no network ${reference.name} in the zoo`);
      return entry.build({ ...reference.options, seed });
    }
    default:
      throw new RangeError(`buildNetwork: builder must be mlp, cnn or zoo, got ${JSON.stringify(reference)}`);
  }
}
