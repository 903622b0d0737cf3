import { resolve } from 'node:path';
import { useBackend } from '@gradlab/backend';
import type { Model } from '@gradlab/models';
import { loadModel, percent } from '@gradlab-examples/harness';
import * as tf from '@tensorflow/tfjs-core';
import Table from 'cli-table3';
import { print } from '../print.ts';
import { type PictureInput, pictureInput } from './picture-inputs.ts';

/** What `predict` was asked for. */
export interface PredictCommand {
  readonly kind: 'predict';
  /** A safetensors file that an experiment wrote. */
  readonly weights: string;
  readonly images: readonly string[];
  readonly backend: 'auto' | 'wasm' | 'cuda' | 'cpu';
}

/**
 * Classifies pictures with trained weights and prints a table.
 *
 * @returns whether every picture could be read; what is wrong with one goes to standard error, and the others are classified
 */
export async function predictPictures({ weights, images, backend }: PredictCommand, base: string): Promise<boolean> {
  await useBackend(backend);
  const { model, description } = await loadModel(resolve(base, weights));
  try {
    if (description.input === 'numbers') {
      throw new RangeError(
        `--weights: ${weights} must be of a network that sees pictures, got one of ${description.experiment}`,
      );
    }
    print(`${description.experiment}: ${model.countParameters().toLocaleString('en-US')} parameters`);
    const table = new Table({
      head: ['picture', 'is', 'probability', 'else', 'probability'],
      style: { head: [], border: [] },
    });
    for (const image of images) {
      const input = await readPicture(image, base, model, description);
      if (input === undefined) continue;
      const [first, second] = classify(model, input, description.classes);
      table.push([image, ...cells(first), ...cells(second)]);
    }
    if (table.length > 0) print(table.toString());
    return table.length === images.length;
  } finally {
    model.dispose();
  }
}

async function readPicture(
  image: string,
  base: string,
  model: Model,
  description: Parameters<typeof pictureInput>[2],
): Promise<PictureInput | undefined> {
  try {
    return await pictureInput(resolve(base, image), model.inputShape, description);
  } catch (error) {
    process.stderr.write(`${image}: ${error instanceof Error ? error.message : String(error)}\n`);
    return undefined;
  }
}

interface Guess {
  readonly name: string;
  readonly probability: number;
}

/** The classes, the likeliest first. */
function classify(model: Model, { data, shape }: PictureInput, classes: readonly string[]): Guess[] {
  const probabilities = tf.tidy(() => tf.softmax(model.apply(tf.tensor(data, [1, ...shape]))).dataSync());
  const guesses = Array.from(probabilities, (probability, i) => ({ name: classes[i] ?? String(i), probability }));
  return guesses.sort((a, b) => b.probability - a.probability);
}

function cells(guess: Guess | undefined): [string, string] {
  return guess === undefined ? ['', ''] : [guess.name, percent(guess.probability, 1)];
}
