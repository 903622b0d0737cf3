import { type VggDepth, vggLayers } from '../networks/vgg.ts';
import { cnnEntry, rowEntry, type ZooEntry } from './zoo-entry.ts';

const CATS = { inputShape: [64, 64, 3], outputs: 2 } as const;
const CIFAR = { inputShape: [32, 32, 3], outputs: 10 } as const;

/** Their names. */
export type PhotoName = 'catsCnn3M' | 'catsCnn66M' | 'catsCnnLarge' | 'catsVgg' | 'cifarCnn1M';

/** Networks for small colour photos. */
export const photoNetworks: Readonly<Record<PhotoName, ZooEntry>> = {
  catsCnn3M: cnnEntry(
    {
      experiment: 'C-H',
      design: 'ours',
      description: '3×3 same convolutions 16, 32, pool, dense 100, 2; made to have the count that was reported',
      parameterCount: 3_282_190,
    },
    { ...CATS, features: [16, 32, 'pool'], hidden: [100] },
  ),
  catsCnn66M: cnnEntry(
    {
      experiment: 'C-H',
      design: 'published',
      description:
        '3×3 same convolutions 64, 128, 256, pool, 128, dense 500, 100, 2; the reported total needs the 64 of the first, where the table prints 16',
      parameterCount: 66_252_658,
    },
    { ...CATS, features: [64, 128, 256, 'pool', 128], hidden: [500, 100] },
  ),
  catsCnnLarge: cnnEntry(
    {
      experiment: 'C-H',
      design: 'ours',
      description: '3×3 same convolutions 64, 64, pool, 128, 128, pool, 256, 256, pool, 512, pool, dense 1024, 256, 2',
      parameterCount: 10_978_114,
    },
    { ...CATS, features: [64, 64, 'pool', 128, 128, 'pool', 256, 256, 'pool', 512, 'pool'], hidden: [1024, 256] },
  ),
  catsVgg: cnnEntry(
    {
      experiment: 'C-K',
      design: 'ours',
      description:
        '3×3 same convolutions 64, 128, 256, 512, 512, each followed by a pool, dense 4096, 4096, 2, dropout 0.5; the depth was not reported',
      parameterCount: 29_092_994,
    },
    {
      ...CATS,
      features: [64, 128, 256, 512, 512].flatMap((n) => [n, 'pool' as const]),
      hidden: [4096, 4096],
      dropout: 0.5,
    },
  ),
  cifarCnn1M: cnnEntry(
    {
      experiment: 'E3',
      design: 'published',
      description: '5×5 same convolutions 32, 64, 64, each followed by a pool, dense 1000, 10',
      parameterCount: 1_191_170,
    },
    {
      ...CIFAR,
      features: [32, 64, 64].flatMap((filters) => [
        { filters, kernelSize: 5, padding: 'same' as const },
        'pool' as const,
      ]),
      hidden: [1000],
    },
  ),
};

/** `vgg16`, with batch norm `vgg16Bn`, and either for images of 32×32 with a single dense layer: `vgg16Small`, `vgg16BnSmall`. */
export type VggName = `vgg${VggDepth}${'' | 'Bn'}${'' | 'Small'}`;

const IMAGENET = 'images of 224×224, dense 4096, 4096, 1000';
const SMALL = 'images of 32×32, dense 10';

function vggOf(depth: VggDepth, batchNorm: boolean, small: boolean, parameterCount: number): ZooEntry {
  const description = `VGG-${depth}${batchNorm ? ' with batch norm' : ''}, ${small ? SMALL : IMAGENET}`;
  // The convolutions are the paper's; the head for small images is a habit, and no paper's.
  const facts = { experiment: 'VGG', design: small ? 'ours' : 'published', description, parameterCount } as const;
  const head = small ? { ...CIFAR, hidden: [] } : {};
  return rowEntry(facts, (changes) => vggLayers({ depth, batchNorm, ...head, ...changes }));
}

/** VGG of every depth. */
export const vggNetworks: Readonly<Record<VggName, ZooEntry>> = {
  vgg11: vggOf(11, false, false, 132_863_336),
  vgg13: vggOf(13, false, false, 133_047_848),
  vgg16: vggOf(16, false, false, 138_357_544),
  vgg19: vggOf(19, false, false, 143_667_240),
  vgg11Bn: vggOf(11, true, false, 132_868_840),
  vgg13Bn: vggOf(13, true, false, 133_053_736),
  vgg16Bn: vggOf(16, true, false, 138_365_992),
  vgg19Bn: vggOf(19, true, false, 143_678_248),
  vgg11Small: vggOf(11, false, true, 9_225_610),
  vgg13Small: vggOf(13, false, true, 9_410_122),
  vgg16Small: vggOf(16, false, true, 14_719_818),
  vgg19Small: vggOf(19, false, true, 20_029_514),
  vgg11BnSmall: vggOf(11, true, true, 9_231_114),
  vgg13BnSmall: vggOf(13, true, true, 9_416_010),
  vgg16BnSmall: vggOf(16, true, true, 14_728_266),
  vgg19BnSmall: vggOf(19, true, true, 20_040_522),
};
