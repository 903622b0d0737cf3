import { finiteDifference, float64Gradients } from '@gradlab/gradcheck';
import type { Model } from '@gradlab/models';
import { permutation, type Seed } from '@gradlab/random';
import { lossAndGradients as autograd, type Batch, softmaxCrossEntropy } from '@gradlab/train';
import * as tf from '@tensorflow/tfjs-core';
import { examplesOf, PARAMETERS, toTfjs, weightsOf } from './beside-tfjs.ts';
import { type GradcheckSummary, gradcheckByHand } from './gradcheck-by-hand.ts';
import { lossAndGradients, NAMES } from './network.ts';
import { type Numbers, numbersOf } from './vectors.ts';

/** One gradient by hand, held against three others; differences are the greatest of all its elements. */
export interface GradientCheck {
  readonly name: (typeof NAMES)[number];
  readonly size: number;
  /** Largest element. */
  readonly largest: number;
  /** From TensorFlow.js' backward pass, both in double precision. */
  readonly fromAutograd: number;
  /** From central differences of TensorFlow.js' forward pass in double precision, at some of its elements. */
  readonly fromDifferences: number;
  /** How many elements that was. */
  readonly differenced: number;
  /** From TensorFlow.js' backward pass in single precision, as it trains. */
  readonly fromFloat32: number;
}

/** All gradients of one batch. */
export interface BatchCheck {
  /** `before` or after training. */
  readonly when: 'before' | 'after';
  readonly examples: number;
  /** |ℓ by hand − ℓ of TensorFlow.js|, both in double precision. */
  readonly lossDifference: number;
  readonly gradients: readonly GradientCheck[];
  /** What `gradcheck` says of the gradients by hand. */
  readonly gradcheck: GradcheckSummary;
}

// Two evaluations each; of a matrix from 784 pixels not every element is worth its time.
const MOST_ELEMENTS = 60;

/**
 * Holds the gradients by hand against those of TensorFlow.js, in double and in single precision, and against difference quotients.
 *
 * @param model whose weights are meant
 * @param batch some examples
 */
export async function checkGradients(
  model: Model,
  batch: Batch,
  when: BatchCheck['when'],
  seed: Seed,
): Promise<BatchCheck> {
  const classes = model.outputShape[0] ?? 0;
  const examples = examplesOf(batch, classes, 'float64');
  const byHand = lossAndGradients(weightsOf(model, 'float64'), examples);
  const loss = (parameters?: Readonly<Record<string, tf.Tensor>>): tf.Tensor =>
    softmaxCrossEntropy(batch.y, model.apply(batch.x, parameters && { parameters }));
  const inDoubles = await float64Gradients(loss, [{ ...model.parameters }]);
  const inSingles = autograd(model, batch, softmaxCrossEntropy);
  try {
    const gradients: GradientCheck[] = [];
    for (const name of NAMES) {
      const parameter = model.parameters[PARAMETERS[name]] as tf.Variable;
      const ours = toTfjs(byHand.gradients[name], parameter.shape);
      const exact = inDoubles.gradients.find((gradient) => gradient.name.endsWith(PARAMETERS[name]));
      const indices = [...permutation(seed, parameter.size).slice(0, MOST_ELEMENTS)];
      const { values } = await finiteDifference(() => loss(), parameter, { indices });
      gradients.push({
        name,
        size: ours.length,
        largest: largestOf(ours),
        fromAutograd: greatestDifference(ours, exact?.values ?? new Float64Array(0)),
        fromDifferences: greatestDifference(
          numbersOf(
            indices.map((i) => ours[i] as number),
            'float64',
          ),
          values,
        ),
        differenced: indices.length,
        fromFloat32: greatestDifference(ours, inSingles.gradients[PARAMETERS[name]]?.dataSync<'float32'>() ?? []),
      });
    }
    return {
      when,
      examples: examples.count,
      lossDifference: Math.abs(byHand.loss - inDoubles.value),
      gradients,
      gradcheck: await gradcheckByHand(model, batch, lossAndGradients),
    };
  } finally {
    tf.dispose([inSingles.loss, inSingles.predictions, Object.values(inSingles.gradients)]);
  }
}

/** max |aᵢ − bᵢ|; NaN if one has values that the other lacks. */
export function greatestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Number.NaN;
  let greatest = 0;
  for (let i = 0; i < a.length; i++) {
    const difference = Math.abs((a[i] as number) - (b[i] as number));
    // Math.max, so that a NaN stays one.
    greatest = Math.max(greatest, difference);
  }
  return greatest;
}

function largestOf(values: Numbers): number {
  return greatestDifference(values, new Float64Array(values.length));
}
