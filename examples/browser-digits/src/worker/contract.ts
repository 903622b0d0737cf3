import type { BackendInfo } from '@gradlab/backend';
import type { NetworkName } from '../networks.ts';

/** What somebody can choose of a training. */
export interface TrainingSettings {
  readonly network: NetworkName;
  /** How many digits to train on; a fifth as many more to validate with. */
  readonly digits: number;
  readonly epochs: number;
  readonly learningRate: number;
  readonly seed: number;
}

/** What a training tells while it runs. */
export type TrainingEvent =
  | {
      readonly type: 'begin';
      readonly data: string;
      readonly parameters: number;
      readonly training: number;
      readonly validation: number;
    }
  | {
      readonly type: 'progress';
      readonly epoch: number;
      /** In epochs: 1.5 is the middle of the second. */
      readonly position: number;
      /** Of the digits trained on since the last one. */
      readonly loss: number;
      readonly accuracy: number;
      readonly examplesPerSecond: number;
    }
  | {
      readonly type: 'epoch';
      readonly epoch: number;
      /** Of the digits held out. */
      readonly loss: number;
      readonly accuracy: number;
    };

/** Hears how a training goes. Where it gives a promise, the training waits for it: events come in order, before the end. */
export type Listener = (event: TrainingEvent) => void | Promise<void>;

/** The outputs of one convolution, `[height, width, channels]`. */
export interface FeatureMaps {
  readonly layer: string;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly values: Float32Array;
}

/** What a network makes of a digit. */
export interface Recognition {
  readonly logits: readonly number[];
  readonly probabilities: readonly number[];
  readonly maps: readonly FeatureMaps[];
}

/** A network whose weights came from a file. */
export interface LoadedNetwork {
  readonly name: NetworkName;
  readonly parameters: number;
}

/** What the worker does for the page. Every failure is a rejected promise. */
export interface DigitsWorker {
  start(): Promise<BackendInfo>;
  /**
   * Trains a fresh network, which takes the place of the one before; a training under way ends first.
   *
   * @param files MNIST's own, or none for synthetic digits
   * @returns whether it came to its end, or another one or loaded weights took its place
   */
  train(settings: TrainingSettings, files: readonly File[], onEvent: Listener): Promise<'finished' | 'replaced'>;
  pause(): void;
  resume(): void;
  /** Takes a network's weights from a file. Where that fails, nothing changes. */
  load(file: File): Promise<LoadedNetwork>;
  /**
   * @param input 784 values from 0 to 1
   * @returns undefined while there is no network
   */
  recognise(input: Float32Array): Promise<Recognition | undefined>;
}
