import { type Model, zoo } from '@gradlab/models';
import { openSafetensors } from '@gradlab/safetensors';
import { NETWORKS, type NetworkChoice, type NetworkName } from '../networks.ts';
import { asCount } from '../page/format.ts';

/**
 * Builds the network whose weights a file holds, told by how many values there are.
 *
 * @param file safetensors, as `model.save` writes it
 * @returns the network, which the caller disposes
 * @throws RangeError if no network here fits, or a value is not finite; SafetensorsError for a file of another kind
 */
export async function loadNetwork(file: File): Promise<{ name: NetworkName; model: Model }> {
  const { name } = await findNetwork(file);
  const model = zoo[name].build({ seed: 0 });
  try {
    await model.load(file);
    requireFinite(model);
    return { name, model };
  } catch (error) {
    model.dispose();
    throw error;
  }
}

/** A training that diverged leaves such a file behind; what it says of a digit would be no answer. */
function requireFinite({ weights }: Model): void {
  for (const [name, variable] of Object.entries(weights)) {
    if (!variable.dataSync().every(Number.isFinite)) throw new RangeError(`${name} holds a value that is not finite`);
  }
}

async function findNetwork(file: File): Promise<NetworkChoice> {
  const opened = await openSafetensors(file);
  await opened.close();
  const count = Object.values(opened.tensors).reduce(
    (sum, { shape }) => sum + shape.reduce((n, side) => n * side, 1),
    0,
  );
  const found = NETWORKS.find(({ parameters }) => parameters === count);
  if (found !== undefined) return found;
  const known = NETWORKS.map(({ parameters }) => asCount(parameters)).join(', ');
  throw new RangeError(`it holds ${asCount(count)} values, and the networks here have ${known}`);
}
