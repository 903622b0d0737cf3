import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import {
  blueprintOf,
  type NetworkReference,
  readWeightsDescription,
  requireNetworkReference,
  zooEntryOf,
  zooNames,
} from '@gradlab-examples/harness';
import { print } from '../print.ts';

/** What `describe` was asked for. */
export interface DescribeCommand {
  readonly kind: 'describe';
  /** A name of the zoo, or a file: JSON, or the weights of a run. */
  readonly network: string;
  /** Shape of one example, in place of the network's own. */
  readonly input?: readonly number[];
}

/**
 * Prints a network's layers: output, weights, multiply-adds, receptive field, memory. None of it is allocated.
 *
 * @throws Error that names the file, or the names there are
 */
export async function describeNetwork({ network, input }: DescribeCommand, base: string): Promise<void> {
  const { title, reference } = await findNetwork(network, base);
  const blueprint = namingCause(network, () => blueprintOf(reference, input));
  const bytes = (of: (layer: (typeof blueprint.layers)[number]) => number): string =>
    inBytes(blueprint.layers.reduce((sum, layer) => sum + of(layer), 0));
  print(`${title}\ninput ${blueprint.inputShape.join('×')}\n`);
  print(blueprint.summary());
  const weights = bytes(({ weightBytes }) => weightBytes);
  const outputs = bytes(({ activationBytes }) => activationBytes);
  print(`\nin float32: weights ${weights}; outputs of all layers, for one example, ${outputs}`);
}

/** `553 MB`, `604 bytes`: three digits in the unit that needs no noughts. */
function inBytes(count: number): string {
  const [unit = 'bytes', size = 1] = UNITS.find(([, each]) => count >= 0.9995 * each) ?? [];
  return `${size === 1 ? count : (count / size).toPrecision(3)} ${unit}`;
}

const UNITS = [
  ['TB', 1e12],
  ['GB', 1e9],
  ['MB', 1e6],
  ['kB', 1e3],
] as const;

interface Found {
  readonly title: string;
  readonly reference: NetworkReference;
}

async function findNetwork(network: string, base: string): Promise<Found> {
  const entry = zooEntryOf(network);
  if (entry !== undefined) {
    return {
      title: `${network} (${entry.experiment}): ${entry.description}`,
      reference: { builder: 'zoo', name: network },
    };
  }
  const path = resolve(base, network);
  if (!existsSync(path)) {
    throw new RangeError(
      `describe takes a network of the zoo, a JSON file or a weights-….safetensors; there is no file ${path}, and '${network}' is not ${zooNames()}`,
    );
  }
  if (/\.safetensors$/i.test(path)) {
    const description = await readWeightsDescription(path);
    return { title: `${network}, weights of ${description.experiment}`, reference: description.network };
  }
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new Error(`${path} cannot be read`, { cause });
  });
  const read = (): NetworkReference => {
    const value: unknown = JSON.parse(text);
    requireNetworkReference(value);
    return value;
  };
  return { title: network, reference: namingCause(network, read) };
}

/** What is wrong with a network is said with where it came from. */
function namingCause<T>(network: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw new Error(`${network} does not describe a network that can be built`, { cause });
  }
}
