// What runs on a worker thread; an entry of its own in dist, loaded by its URL.
import { move, transferableSymbol, valueSymbol } from 'piscina';
import type { ExampleTransform } from './example-transform.ts';
import { loadTransform } from './load-transform.ts';
import { transformExamples } from './transform-examples.ts';
import { failureOf, type TransformAnswer, type TransformJob } from './transform-job.ts';
import type { TransformAddress } from './transform-reference.ts';

/** The transforms of this thread: a pass, and mostly the next one, has one. */
const transforms = new Map<string, Promise<ExampleTransform>>();
const MOST_TRANSFORMS = 16;

/** Transforms the examples of one batch. It throws nothing: an error is part of the answer. */
export async function transformBatch(job: TransformJob): Promise<unknown> {
  try {
    const { address, examples, indices, seed, epoch } = job;
    const transform = await transformAt(address);
    const rows = Uint32Array.from(indices, (_, i) => i);
    const answer = transformExamples(examples, rows, indices, transform, { seed, epoch });
    return moved(answer, answer.values.buffer);
  } catch (error) {
    return { failure: failureOf(error) } satisfies TransformAnswer;
  }
}

function transformAt(address: TransformAddress): Promise<ExampleTransform> {
  const name = JSON.stringify(address);
  const known = transforms.get(name);
  if (known !== undefined) return known;
  if (transforms.size >= MOST_TRANSFORMS) transforms.clear();
  const loading = loadTransform(address);
  transforms.set(name, loading);
  return loading;
}

/** The pool's way of saying that a buffer is to be handed over and not copied. */
function moved(value: TransformAnswer, buffer: ArrayBuffer): unknown {
  return move({ [transferableSymbol]: buffer, [valueSymbol]: value } as unknown as Parameters<typeof move>[0]);
}
