/** A network of the zoo that the page can train and load. */
export interface NetworkChoice {
  /** Its name in the zoo of @gradlab/models. */
  readonly name: 'mnistCnn2k' | 'mnistCnn160k' | 'mnistCnn207k' | 'mnistCnn570k';
  readonly parameters: number;
  readonly layers: string;
  /** Of Adam: few weights are moved farther by each digit than many are. */
  readonly learningRate: number;
}

/** Those that `npm start -- mnist-cnn` trains, so that its weights can be loaded. The page lists them without loading the zoo. */
export const NETWORKS: readonly NetworkChoice[] = [
  { name: 'mnistCnn2k', parameters: 2_066, layers: '2 and 4 filters', learningRate: 5e-3 },
  { name: 'mnistCnn160k', parameters: 159_882, layers: '16, 32, 64 and 128 filters', learningRate: 1e-3 },
  { name: 'mnistCnn207k', parameters: 206_500, layers: '20, 30 and 40 filters', learningRate: 1e-3 },
  { name: 'mnistCnn570k', parameters: 570_436, layers: '18, 36, 72 and 72 filters', learningRate: 1e-3 },
];

export type NetworkName = NetworkChoice['name'];
