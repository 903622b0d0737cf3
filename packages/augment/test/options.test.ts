import { expect, it } from 'vitest';
import type { ImageArray } from '../src/index.ts';
import * as augment from '../src/index.ts';

const image: ImageArray = { data: new Uint8Array(48), shape: [4, 4, 3], range: [0, 255] };

// biome-ignore lint/suspicious/noExplicitAny: options that the types forbid.
const cases: readonly [call: (a: any) => unknown, error: ErrorConstructor, message: string][] = [
  [(a) => a.affine({ scale: [0, 1] }), RangeError, 'affine: scale[0] must be a finite number > 0, got 0'],
  [(a) => a.affine({ translate: 0.1 }), TypeError, 'affine: translate must be [x, y], got 0.1'],
  [
    (a) => a.affine({ translate: [0, 2] }),
    RangeError,
    'affine: translate must be a finite number >= 0 and <= 1, got 2',
  ],
  [(a) => a.affine({ center: [1] }), TypeError, 'affine: center must be [x, y], got [1]'],
  [
    (a) => a.autoContrast({ probability: 2 }),
    RangeError,
    'autoContrast: probability must be a finite number >= 0 and <= 1, got 2',
  ],
  [
    (a) => a.batchTransformFromConfig({ name: 'invert' }),
    RangeError,
    'config.name must be one of cutmix, mixup, got "invert"',
  ],
  [
    (a) => a.centerCrop({ size: [1, 2, 3] }),
    TypeError,
    'centerCrop: size must be a number or [height, width], got [1,2,3]',
  ],
  [
    (a) => a.colorJitter({ brightness: -1 }),
    RangeError,
    'colorJitter: brightness must be a finite number >= 0, got -1',
  ],
  [(a) => a.colorJitter({ hue: 0.6 }), RangeError, 'colorJitter: hue must be a finite number >= 0 and <= 0.5, got 0.6'],
  [
    (a) => a.colorJitter({ contrast: [2, 1] }),
    RangeError,
    'colorJitter: contrast must be [smallest, largest], got [2,1]',
  ],
  [
    (a) => a.contactSheet(a.invert(), image, { seed: 1, count: 0 }),
    RangeError,
    'contactSheet: count must be an integer >= 1, got 0',
  ],
  [(a) => a.cutmix({ alpha: 0 }), RangeError, 'cutmix: alpha must be a finite number > 0, got 0'],
  [(a) => a.cutout({}), TypeError, 'cutout: size must be an integer >= 1, got undefined'],
  [
    (a) => a.cutout({ size: 1, fill: 300 }).apply(image, { seed: 0 }),
    RangeError,
    'cutout: fill must be within [0, 255] for 8-bit images, got 300',
  ],
  [
    (a) => a.denormalize({ mean: 0, std: 1, range: [0, 2] }),
    RangeError,
    'denormalize: range must be [0, 1] or [0, 255], got [0,2]',
  ],
  [(a) => a.gamma({ gamma: -1 }), RangeError, 'gamma: gamma must be a finite number >= 0, got -1'],
  [(a) => a.gaussianBlur({ kernelSize: 4 }), RangeError, 'gaussianBlur: kernelSize must be odd, got 4'],
  [
    (a) => a.gaussianBlur({ kernelSize: 3, sigma: 0 }),
    RangeError,
    'gaussianBlur: sigma must be a finite number > 0, got 0',
  ],
  [(a) => a.gaussianNoise({ sigma: -1 }), RangeError, 'gaussianNoise: sigma must be a finite number >= 0, got -1'],
  [(a) => a.gaussianNoise({ clip: 1 }), TypeError, 'gaussianNoise: clip must be true or false, got 1'],
  [(a) => a.mixup({ numClasses: 0 }), RangeError, 'mixup: numClasses must be an integer >= 1, got 0'],
  [(a) => a.oneOf([]), RangeError, 'oneOf: transforms must have at least one, got []'],
  [(a) => a.oneOf([a.invert()], { weights: [0] }), RangeError, 'oneOf: weights must be 1 numbers, not all 0, got [0]'],
  [(a) => a.oneOf([a.invert()], { weights: 3 }), TypeError, 'oneOf: weights must be a list of numbers, got 3'],
  [
    (a) => a.perspective({ distortion: 1.1 }),
    RangeError,
    'perspective: distortion must be a finite number >= 0 and <= 1, got 1.1',
  ],
  [(a) => a.posterize({ bits: 9 }), RangeError, 'posterize: bits must be an integer >= 0 and <= 8, got 9'],
  [
    (a) => a.randAugment({ magnitude: 31 }),
    RangeError,
    'randAugment: magnitude must be an integer >= 0 and < 31, got 31',
  ],
  [(a) => a.randomApply({ apply: 1 }), TypeError, 'randomApply: transform must be a transform, got'],
  [
    (a) => a.randomErasing({ scale: [0, 1.5] }),
    RangeError,
    'randomErasing: scale[1] must be a finite number >= 0 and <= 1, got 1.5',
  ],
  [
    (a) => a.randomErasing({ value: 'noise' }),
    TypeError,
    'randomErasing: value must be a number or a list of numbers, got "noise"',
  ],
  [
    (a) =>
      a.randomErasing({ value: 'random' }).applyParameters(image, { top: 0, left: 0, height: 1, width: 1, noise: 1 }),
    RangeError,
    'randomErasing: value must be numbers for 8-bit images, which cannot hold normal draws, got "random"',
  ],
  [
    (a) => a.randomResizedCrop({ size: 2, ratio: [0, 1] }),
    RangeError,
    'randomResizedCrop: ratio[0] must be a finite number > 0, got 0',
  ],
  [
    (a) => a.randomResizedCrop({ size: 2, scale: 0.5 }),
    TypeError,
    'randomResizedCrop: scale must be [smallest, largest], got 0.5',
  ],
  [(a) => a.resize({ size: 0 }), RangeError, 'resize: size must be an integer >= 1, got 0'],
  [
    (a) => a.resize({ size: 2, interpolation: 'box' }),
    RangeError,
    'resize: interpolation must be one of bilinear, bicubic, got "box"',
  ],
  [(a) => a.rotation({}), TypeError, 'rotation: degrees must be [smallest, largest], got undefined'],
  [(a) => a.rotation({ degrees: 1, expand: 1 }), TypeError, 'rotation: expand must be true or false, got 1'],
  [
    (a) => a.rotation({ degrees: 1, interpolation: 'cubic' }),
    RangeError,
    'rotation: interpolation must be one of nearest, bilinear, got "cubic"',
  ],
  [(a) => a.sharpness({ factor: -1 }), RangeError, 'sharpness: factor must be a finite number >= 0, got -1'],
  [
    (a) => a.solarize({ threshold: 256, probability: 1 }).apply(image, { seed: 0 }),
    RangeError,
    'solarize: threshold must be at most 255',
  ],
  [(a) => a.standardize({ perChannel: 1 }), TypeError, 'standardize: perChannel must be true or false, got 1'],
  [(a) => a.trivialAugmentWide({ bins: 1 }), RangeError, 'trivialAugmentWide: bins must be an integer >= 2, got 1'],
  [(a) => a.zeroCenter({ perChannel: 'yes' }), TypeError, 'zeroCenter: perChannel must be true or false, got "yes"'],
];

it.each(cases.map(([call, error, message]) => ({ message, call, error })))('$message', ({ message, call, error }) => {
  expect(() => call(augment)).toThrow(error);
  expect(() => call(augment)).toThrow(message);
});
