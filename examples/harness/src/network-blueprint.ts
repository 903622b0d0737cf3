import {
  type Blueprint,
  blueprint,
  cnnLayers,
  type DigitAndColour,
  mlpLayers,
  type ZooChanges,
  type ZooEntry,
  zoo,
} from '@gradlab/models';
import type { NetworkReference } from './weights.ts';

/** A network of the zoo by its name, where there is one; some of them have two heads. */
export function zooEntryOf(name: string): ZooEntry | ZooEntry<DigitAndColour> | undefined {
  return Object.hasOwn(zoo, name) ? zoo[name as keyof typeof zoo] : undefined;
}

/**
 * What there is to know of a network before it has weights.
 *
 * @param reference what builds it
 * @param inputShape of one example, in place of its own
 * @throws RangeError if there is no such network, or its layers do not fit the input
 */
export function blueprintOf(
  reference: NetworkReference,
  inputShape?: readonly number[],
): Blueprint | Blueprint<DigitAndColour> {
  const changes = inputShape === undefined ? {} : { inputShape };
  if (reference.builder !== 'zoo') {
    // What a person wrote may lack it.
    const shape: unknown = inputShape ?? reference.options?.inputShape;
    if (!Array.isArray(shape)) throw new TypeError(`inputShape must be a list of sizes, got ${JSON.stringify(shape)}`);
  }
  if (reference.builder === 'mlp') return blueprint(mlpLayers({ ...reference.options, ...changes }));
  if (reference.builder === 'cnn') return blueprint(cnnLayers({ ...reference.options, ...changes }));
  const entry = zooEntryOf(reference.name);
  if (entry === undefined) throw new RangeError(`name must be ${zooNames()}, got ${JSON.stringify(reference.name)}`);
  return entry.blueprint({ ...reference.options, ...changes });
}

/** For messages. */
export function zooNames(): string {
  return `one of ${Object.keys(zoo).join(', ')}`;
}

const ZOO_OPTIONS = [
  'inputShape',
  'outputs',
  'activation',
  'batchNorm',
  'dropout',
] as const satisfies readonly (keyof ZooChanges)[];
const OPTIONS: Readonly<Record<NetworkReference['builder'], readonly string[]>> = {
  mlp: [...ZOO_OPTIONS, 'hidden'],
  cnn: [...ZOO_OPTIONS, 'hidden', 'features', 'join'],
  zoo: ZOO_OPTIONS,
};

/**
 * Refuses what is no description of a network: `{ "builder": "mlp" or "cnn", "options" }`, or `{ "builder": "zoo", "name", "options" }`. What
 * the options hold is left to the functions of `@gradlab/models`.
 *
 * @param value parsed JSON
 * @throws TypeError or RangeError that says what was expected
 */
export function requireNetworkReference(value: unknown): asserts value is NetworkReference {
  const { builder, name, options = {}, ...others } = requireRecord('a network', value);
  if (typeof builder !== 'string' || !Object.hasOwn(OPTIONS, builder)) {
    throw new RangeError(`builder must be one of ${Object.keys(OPTIONS).join(', ')}, got ${JSON.stringify(builder)}`);
  }
  const kind = builder as NetworkReference['builder'];
  requireKnown('a network', others, kind === 'zoo' ? ['builder', 'name', 'options'] : ['builder', 'options']);
  const given = requireRecord('options', options);
  requireKnown('options', given, OPTIONS[kind]);
  if (given.batchNorm !== undefined && typeof given.batchNorm !== 'boolean') {
    throw new TypeError(`options.batchNorm must be true or false, got ${JSON.stringify(given.batchNorm)}`);
  }
  if (kind === 'zoo' ? typeof name === 'string' : name === undefined) return;
  const expected = kind === 'zoo' ? zooNames() : `left out for ${kind}`;
  throw new RangeError(`name must be ${expected}, got ${JSON.stringify(name)}`);
}

function requireRecord(what: string, value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new TypeError(`${what} must be an object, got ${JSON.stringify(value)}`);
}

function requireKnown(what: string, given: object, known: readonly string[]): void {
  const unknown = Object.keys(given).filter((key) => !known.includes(key));
  if (unknown.length > 0)
    throw new RangeError(`${what} must hold no more than ${known.join(', ')}, got ${unknown.join(', ')}`);
}
