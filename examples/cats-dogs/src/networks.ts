import { type Feature, zoo } from '@gradlab/models';
import type { NetworkReference } from '@gradlab-examples/harness';

/** A network, not built yet. */
export interface Network {
  /** Its name in tables and legends. */
  readonly name: string;
  readonly description: string;
  readonly parameterCount: number;
  /** Whether a report gives its layers, they are ours, or it is a smaller twin of such a one. */
  readonly design: 'published' | 'ours' | 'twin';
  /** How many photos go through it at once: more would not fit, or would run slower for not fitting the caches. */
  readonly atOnce: number;
  /** What it is built from. */
  readonly reference: NetworkReference;
}

type CnnShape = {
  readonly inputShape: readonly number[];
  readonly features: readonly (number | 'pool')[];
  readonly hidden: readonly number[];
  readonly outputs: number;
  readonly dropout: number;
};

type ZooName = 'catsCnn3M' | 'catsCnn66M' | 'catsCnnLarge' | 'catsVgg';

/** A network of the zoo, with its own rate of dropout unless one is given. */
function ofZoo(name: ZooName, label: string, atOnce: number, dropout?: number): Network {
  const { description, design, parameterCount } = zoo[name];
  return {
    name: label,
    description,
    parameterCount,
    design,
    atOnce,
    reference: { builder: 'zoo', name, ...(dropout !== undefined && { options: { dropout } }) },
  };
}

/** A network of the same layers, each with a share of the filters or units. */
function twin(label: string, features: readonly (number | 'pool')[], hidden: readonly number[], dropout = 0): Network {
  const options = { inputShape: [64, 64, 3], features, hidden, outputs: 2, dropout };
  const filters = features.filter((feature) => feature !== 'pool').join(', ');
  return {
    name: label,
    description: `3×3 same convolutions ${filters} and pools in the same places, dense ${[...hidden, 2].join(', ')}`,
    parameterCount: countOf(options),
    design: 'twin',
    atOnce: 128,
    reference: { builder: 'cnn', options },
  };
}

function countOf({ features, hidden, outputs }: CnnShape): number {
  let [channels, side, count] = [3, 64, 0];
  for (const feature of features) {
    if (feature === 'pool') side /= 2;
    else {
      count += 9 * channels * feature + feature;
      channels = feature;
    }
  }
  let inputs = side * side * channels;
  for (const units of [...hidden, outputs]) {
    count += (inputs + 1) * units;
    inputs = units;
  }
  return count;
}

const VGG: readonly Feature[] = [64, 128, 256, 512, 512].flatMap((filters) => [filters, 'pool'] as const);

const shareOf = (features: readonly Feature[], share: number): (number | 'pool')[] =>
  features.map((feature) => (typeof feature === 'number' ? feature / share : 'pool'));

const PUBLISHED: readonly Feature[] = [64, 128, 256, 'pool', 128];
const LARGE: readonly Feature[] = [64, 64, 'pool', 128, 128, 'pool', 256, 256, 'pool', 512, 'pool'];

/** C-H's three networks, the smallest first. */
export const BASELINE: Network = ofZoo('catsCnn3M', 'baseline 3M', 128);
export const FINAL: Network = ofZoo('catsCnn66M', 'final 66M', 16);
export const LARGER: Network = ofZoo('catsCnnLarge', 'larger 11M', 16);

/** The two that are too large for minutes on a processor, with an eighth and a quarter of their filters and units. */
export const FINAL_EIGHTH: Network = twin('an eighth of the final', shareOf(PUBLISHED, 8), [62, 12]);
export const LARGER_EIGHTH: Network = twin('an eighth of the larger', shareOf(LARGE, 8), [128, 32]);

/** C-K's network with a rate of dropout. */
export const vgg = (dropout: number): Network => ofZoo('catsVgg', 'VGG 29M', 32, dropout);

/** C-K's network with an eighth of the filters and units, and a rate of dropout. */
export const vggEighth = (dropout: number): Network =>
  twin('an eighth of the VGG', shareOf(VGG, 8), [512, 512], dropout);

/** C-K's network with a quarter of the filters and units, and a rate of dropout. */
export const vggQuarter = (dropout: number): Network =>
  twin('a quarter of the VGG', shareOf(VGG, 4), [1024, 1024], dropout);
