import type { NetworkReference, Profile } from '@gradlab-examples/harness';

/** What can be run by itself. */
export const PARTS = ['D4-depth', 'D4-grid', 'D4-gaussian'] as const;
export type Part = (typeof PARTS)[number];

/** Of RMSprop, as published. */
export const MSE_RATE = 0.005;
export const GAUSSIAN_RATE = 0.001;

/** As published for the Gaussian; for the squared error it is not, and the same is taken. */
export const EPOCHS = 100;

/** The figures that the report prints. */
export const PUBLISHED = {
  /** Of the squared error, beside the best network: the report prints five figures for four depths. */
  fifth: 0.00382,
  validationNll: -1.57,
  testNll: -1.37,
} as const;

/** A network of the published depths. */
export interface DepthPlan {
  readonly id: string;
  /** Dense layers, the output's among them. */
  readonly layers: number;
  readonly zoo: 'housesLinear' | 'housesMlp10' | 'housesMlp10x2' | 'housesMlp10x4';
  /** Mean squared error. */
  readonly published: number;
}

/** One to five layers, ten neurons in each hidden one, tanh. */
export const DEPTHS: readonly DepthPlan[] = [
  { id: '1-layer', layers: 1, zoo: 'housesLinear', published: 0.005699 },
  { id: '2-layers', layers: 2, zoo: 'housesMlp10', published: 0.00549 },
  { id: '3-layers', layers: 3, zoo: 'housesMlp10x2', published: 0.005518 },
  { id: '5-layers', layers: 5, zoo: 'housesMlp10x4', published: 0.005119 },
];

export const GRID_LAYERS = [2, 3, 5] as const;
export const GRID_WIDTHS = [5, 10, 20] as const;
export const GRID_ACTIVATIONS = ['tanh', 'relu', 'sigmoid'] as const;

/** A network of the sweep. */
export interface GridPlan {
  readonly layers: number;
  /** Neurons in each hidden layer; null without one. */
  readonly width: number | null;
  readonly activation: (typeof GRID_ACTIVATIONS)[number] | null;
}

/** Depth × width × activation; one layer has neither width nor activation. */
export const GRID: readonly GridPlan[] = [
  { layers: 1, width: null, activation: null },
  ...GRID_ACTIVATIONS.flatMap((activation) =>
    GRID_LAYERS.flatMap((layers) => GRID_WIDTHS.map((width) => ({ layers, width, activation }))),
  ),
];

/** As they are written. */
export const ACTIVATION_NAMES: Readonly<Record<(typeof GRID_ACTIVATIONS)[number], string>> = {
  tanh: 'tanh',
  relu: 'ReLU',
  sigmoid: 'sigmoid',
};

/** `3 layers of 10, tanh`. */
export function gridName({ layers, width, activation }: GridPlan): string {
  return activation === null ? '1 layer' : `${layers} layers of ${width}, ${ACTIVATION_NAMES[activation]}`;
}

/** A network of the sweep for a number of inputs. */
export function gridNetwork({ layers, width, activation }: GridPlan, inputs: number): NetworkReference {
  const hidden = new Array<number>(layers - 1).fill(width ?? 0);
  const shape = { inputShape: [inputs], hidden, outputs: 1 };
  return { builder: 'mlp', options: { ...shape, ...(activation !== null && { activation }) } };
}

/** How long each part trains, and from how many first weights each network of the sweep. */
export interface Lengths {
  readonly depth: number;
  readonly grid: number;
  readonly gaussian: number;
  readonly repeats: number;
}

/** @param epochs instead of the profile's own */
export function lengthsOf(profile: Profile, epochs?: number): Lengths {
  const own =
    profile === 'full'
      ? { depth: EPOCHS, grid: EPOCHS, gaussian: EPOCHS, repeats: 3 }
      : { depth: 25, grid: 8, gaussian: 35, repeats: 1 };
  return epochs === undefined ? own : { ...own, depth: epochs, grid: epochs, gaussian: epochs };
}
