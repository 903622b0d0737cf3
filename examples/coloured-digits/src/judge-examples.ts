import type { ColouredTargets, Dataset } from '@gradlab/datasets';
import type { DigitAndColour, Model } from '@gradlab/models';
import { type Batch, type ClassifiedExample, classifyExamples, type Heads } from '@gradlab/train';
import { inOrder } from '@gradlab-examples/harness';
import type { Head } from './heads.ts';

/** What one head says of an example. */
export type Answer = Pick<ClassifiedExample, 'label' | 'prediction' | 'probability'>;

/** What both say of it. */
export interface Verdict extends Readonly<Record<Head, Answer>> {
  /** Its place in the data, from 0. */
  readonly index: number;
}

/** What a network says of every example, in the order of the data. */
export async function judgeExamples(
  model: Model<DigitAndColour>,
  data: Dataset<ColouredTargets>,
  signal: AbortSignal,
): Promise<Verdict[]> {
  const answersOf = (head: Head): Promise<ClassifiedExample[]> =>
    // The other head's logits go with the tidy in which the model is asked.
    classifyExamples({ apply: (x) => model.apply(x)[head] }, labelsOf(inOrder(data), head), { signal });
  const [digits, colours] = [await answersOf('digit'), await answersOf('colour')];
  return digits.map((digit, index) => {
    const colour = colours[index];
    if (colour === undefined) throw new RangeError(`judgeExamples: example ${index} must have a colour`);
    return { index, digit: answerOf(digit), colour: answerOf(colour) };
  });
}

const answerOf = ({ label, prediction, probability }: ClassifiedExample): Answer => ({
  label,
  prediction,
  probability,
});

async function* labelsOf(data: AsyncIterable<Batch<Heads>>, head: Head): AsyncIterable<Batch> {
  for await (const { x, y } of data) {
    const labels = y[head];
    if (labels === undefined) throw new RangeError(`labelsOf: the data must have a target ${head}`);
    yield { x, y: labels };
  }
}
