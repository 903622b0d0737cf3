import { expect, it, vi } from 'vitest';
import { SourceStream } from './source-stream.ts';

it('is cancelled while the source is asked, and knows no failure then', async () => {
  let answer: (() => void) | undefined;
  async function* source(): AsyncGenerator<Uint8Array> {
    yield Uint8Array.of(1);
    await new Promise<void>((resolve) => {
      answer = resolve;
    });
    yield Uint8Array.of(2);
  }
  const input = new SourceStream(source(), { pieceBytes: 10 });
  const reader = input.stream.getReader();
  expect((await reader.read()).value).toEqual(Uint8Array.of(1));
  await vi.waitUntil(() => answer !== undefined);
  await reader.cancel();
  answer?.();
  await new Promise((resolve) => setTimeout(resolve, 10));
  await input.close();
  expect(input.failure).toBeUndefined();
});

it('copies what it passes on, in pieces no longer than asked', async () => {
  const memory = Uint8Array.of(1, 2, 3);
  async function* source(): AsyncGenerator<Uint8Array> {
    yield memory;
    memory.fill(9);
    yield new Uint8Array(0);
    yield memory.subarray(0, 1);
  }
  const pieces: number[][] = [];
  for await (const piece of new SourceStream(source(), { pieceBytes: 2 }).stream) pieces.push([...piece]);
  expect(pieces).toEqual([[1, 2], [3], [9]]);
});
