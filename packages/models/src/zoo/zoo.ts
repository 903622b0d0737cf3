import { colouredDigitNetworks, type DigitAndColour, type TwoHeadedZooName } from './coloured-digits.ts';
import { type MnistName, mnistNetworks } from './mnist.ts';
import { type PhotoName, photoNetworks, type VggName, vggNetworks } from './photos.ts';
import { type SmallTaskName, smallNetworks } from './small-tasks.ts';
import type { ZooEntry } from './zoo-entry.ts';

/** Networks of the zoo with one output. */
export type ZooName = MnistName | PhotoName | SmallTaskName | VggName;

/**
 * Networks by name, each with its count of parameters and where it comes from. Nothing is allocated before `build`: `blueprint()` tells
 * everything about a network of 143 million parameters at once.
 *
 * @example
 * ```ts
 * import { zoo } from '@gradlab/models';
 * import '@tensorflow/tfjs-backend-cpu';
 *
 * console.log(zoo.vgg19.parameterCount, zoo.vgg19.blueprint().layers.length); // 143667240 46
 * const model = zoo.mnistCnn2k.build({ seed: 1 });
 * console.log(model.summary());
 * model.dispose();
 * ```
 */
export const zoo: Readonly<Record<ZooName, ZooEntry> & Record<TwoHeadedZooName, ZooEntry<DigitAndColour>>> = {
  ...mnistNetworks,
  ...photoNetworks,
  ...smallNetworks,
  ...colouredDigitNetworks,
  ...vggNetworks,
};
