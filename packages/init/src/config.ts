import { describeValue } from '@gradlab-internal/checks';
import { constant } from './constant.ts';
import { deltaOrthogonal } from './delta-orthogonal.ts';
import { dirac } from './dirac.ts';
import { glorotNormal, glorotUniform } from './glorot.ts';
import { heNormal, heUniform } from './he.ts';
import { identity } from './identity.ts';
import type { ConfiguredInitializer } from './initializer.ts';
import { lecunNormal, lecunUniform } from './lecun.ts';
import { normal } from './normal.ts';
import { ones } from './ones.ts';
import { orthogonal } from './orthogonal.ts';
import { sparse } from './sparse.ts';
import { truncatedNormal } from './truncated-normal.ts';
import { uniform } from './uniform.ts';
import { varianceScaling } from './variance-scaling.ts';
import { zeros } from './zeros.ts';

interface Entry {
  readonly options: readonly string[];
  /** Checks the values of the options itself. */
  readonly create: (options: never) => ConfiguredInitializer;
}

const INITIALIZERS: ReadonlyMap<string, Entry> = new Map<string, Entry>([
  ['zeros', { create: zeros, options: [] }],
  ['ones', { create: ones, options: [] }],
  ['constant', { create: constant, options: ['value'] }],
  ['uniform', { create: uniform, options: ['min', 'max'] }],
  ['normal', { create: normal, options: ['mean', 'standardDeviation'] }],
  ['truncatedNormal', { create: truncatedNormal, options: ['mean', 'standardDeviation', 'lower', 'upper'] }],
  ['varianceScaling', { create: varianceScaling, options: ['scale', 'mode', 'distribution', 'axes'] }],
  ['glorotUniform', { create: glorotUniform, options: ['gain', 'axes'] }],
  ['glorotNormal', { create: glorotNormal, options: ['gain', 'distribution', 'axes'] }],
  ['heUniform', { create: heUniform, options: ['mode', 'slope', 'axes'] }],
  ['heNormal', { create: heNormal, options: ['mode', 'slope', 'distribution', 'axes'] }],
  ['lecunUniform', { create: lecunUniform, options: ['axes'] }],
  ['lecunNormal', { create: lecunNormal, options: ['distribution', 'axes'] }],
  ['orthogonal', { create: orthogonal, options: ['gain', 'outputAxis'] }],
  ['deltaOrthogonal', { create: deltaOrthogonal, options: ['gain'] }],
  ['dirac', { create: dirac, options: ['groups'] }],
  ['sparse', { create: sparse, options: ['sparsity', 'standardDeviation'] }],
  ['identity', { create: identity, options: ['gain'] }],
]);

/**
 * The initialiser that a configuration describes: the reverse of an initialiser's `config`, and of the JSON that
 * `JSON.stringify` makes of it. Options that are not given have their defaults.
 *
 * @param config `{ name, ...options }`
 * @returns an initialiser
 * @throws TypeError if it is not an object or has no name; RangeError if there is no initialiser of that name or it has no
 *   such option; what the initialiser itself throws for the value of an option
 * @example
 * ```ts
 * import { heNormal, initializerFromConfig } from '@gradlab/init';
 *
 * const saved = JSON.stringify({ weightInitializer: heNormal({ slope: 0.1 }) });
 * const { weightInitializer } = JSON.parse(saved);
 * console.log(initializerFromConfig(weightInitializer).config.slope); // 0.1
 * ```
 */
export function initializerFromConfig(config: unknown): ConfiguredInitializer {
  const caller = 'initializerFromConfig';
  if (typeof config !== 'object' || config === null || !('name' in config) || typeof config.name !== 'string') {
    throw new TypeError(`${caller}: config must be an object with a name, got ${describeValue(config)}`);
  }
  const { name, ...options } = config;
  const entry = INITIALIZERS.get(config.name);
  if (entry === undefined) {
    const known = [...INITIALIZERS.keys()].join(', ');
    throw new RangeError(`${caller}: name must be one of ${known}, got ${describeValue(name)}`);
  }
  const unknown = Object.keys(options).find((option) => !entry.options.includes(option));
  if (unknown !== undefined) {
    const known = entry.options.length === 0 ? 'none' : entry.options.join(', ');
    throw new RangeError(`${caller}: options of ${name} must be among ${known}, got ${describeValue(unknown)}`);
  }
  return entry.create(options as never);
}
