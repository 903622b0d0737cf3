import { addOuterProduct, addScaled, affine, dot, logSumExp, type Numbers, row, transposedProduct } from './vectors.ts';

// A network of one hidden layer, and what it learns by, written out: no tensor, no automatic differentiation.
//
//   x ──W_h, b_h──▶ h̃ ──tanh──▶ h ──W_y, b_y──▶ ỹ ──softmax──▶ ŷ        ℓ(y, ŷ): cross-entropy
//
// ∇z stands for the gradient of the loss ℓ by z. It is worked out from the right to the left: each line needs only the one before it.

/** Weights, and likewise the gradients by them: matrices row by row, a row for each output. */
export interface Weights {
  /** W_h `[hidden × inputs]` */
  readonly Wh: Numbers;
  /** b_h `[hidden]` */
  readonly bh: Numbers;
  /** W_y `[classes × hidden]` */
  readonly Wy: Numbers;
  /** b_y `[classes]` */
  readonly by: Numbers;
}

/** Some examples. */
export interface Examples {
  /** `[count × inputs]` */
  readonly x: Numbers;
  /** `[count × classes]`: 1 at the class of the example, 0 elsewhere. */
  readonly y: Numbers;
  readonly count: number;
}

/** The mean loss of some examples, and its gradients by all weights. */
export function lossAndGradients(weights: Weights, { x, y, count }: Examples): { loss: number; gradients: Weights } {
  const { Wh, bh, Wy, by } = weights;
  const gradients = eachOf(weights, (values) => values.slice().fill(0));
  let loss = 0;
  for (let n = 0; n < count; n++) {
    const xn = row(x, n, Wh.length / bh.length);
    const yn = row(y, n, by.length);

    // Forward.
    const h = affine(Wh, xn, bh).map(Math.tanh); // h̃ = W_h x + b_h,  h = tanh h̃
    const scores = affine(Wy, h, by); // ỹ = W_y h + b_y
    loss += -dot(yn, scores) + logSumExp(scores); // ℓ = −Σ yᵢỹᵢ + log Σ exp ỹᵢ

    // Backward.
    const dScores = softmax(scores).map((p, i) => p - (yn[i] as number)); // ∇ỹ = ŷ − y
    addOuterProduct(gradients.Wy, dScores, h); // ∇W_y = ∇ỹ hᵀ
    addScaled(gradients.by, dScores); // ∇b_y = ∇ỹ
    const dh = transposedProduct(Wy, dScores, h.length); // ∇h = W_yᵀ ∇ỹ
    const dSums = dh.map((d, i) => (1 - (h[i] as number) ** 2) * d); // ∇h̃ = (1 − h²) ⊙ ∇h
    addOuterProduct(gradients.Wh, dSums, xn); // ∇W_h = ∇h̃ xᵀ
    addScaled(gradients.bh, dSums); // ∇b_h = ∇h̃
  }
  // The loss of a batch is the mean over its examples, and so are the gradients.
  return { loss: loss / count, gradients: eachOf(gradients, (values) => values.map((sum) => sum / count)) };
}

/** One step of gradient descent, in place: W ← W − η ∇W. */
export function descend(weights: Weights, gradients: Weights, learningRate: number): void {
  for (const name of NAMES) addScaled(weights[name], gradients[name], -learningRate);
}

/** The scores ỹ of one example, the largest at the class that the network takes it for. */
export function scoresOf({ Wh, bh, Wy, by }: Weights, x: Numbers): Numbers {
  return affine(Wy, affine(Wh, x, bh).map(Math.tanh), by); // ỹ = W_y tanh(W_h x + b_h) + b_y
}

/** ŷᵢ = exp ỹᵢ / Σ exp ỹⱼ */
export function softmax(scores: Numbers): Numbers {
  const logSum = logSumExp(scores);
  return scores.map((score) => Math.exp(score - logSum));
}

/** The four of them, in the order in which the backward pass finds their gradients. */
export const NAMES = ['Wy', 'by', 'Wh', 'bh'] as const;

/** The same for each of the four. */
export function eachOf(weights: Weights, change: (values: Numbers) => Numbers): Weights {
  const { Wh, bh, Wy, by } = weights;
  return { Wh: change(Wh), bh: change(bh), Wy: change(Wy), by: change(by) };
}
