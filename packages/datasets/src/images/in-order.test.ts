import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { mapInOrder } from './in-order.ts';

async function collect<T>(source: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of source) all.push(item);
  return all;
}

it('gives results in order, however long each takes', async () => {
  const doubled = mapInOrder([5, 1, 4, 2, 3], 3, async (n) => {
    await wait(n);
    return 2 * n;
  });
  expect(await collect(doubled)).toEqual([10, 2, 8, 4, 6]);
  expect(await collect(mapInOrder([], 3, async () => 1))).toEqual([]);
});

it('holds no more than so many, and asks for the next only when there is room', async () => {
  let asked = 0;
  let underWay = 0;
  let most = 0;
  async function* source(): AsyncGenerator<number> {
    for (; asked < 20; asked++) yield asked;
  }
  let given = 0;
  for await (const _ of mapInOrder(source(), 4, async () => {
    most = Math.max(most, ++underWay);
    await wait(1);
    underWay--;
  })) {
    given++;
    expect(asked - given).toBeLessThanOrEqual(4);
  }
  expect([given, most]).toEqual([20, 4]);
});

it('ends what is under way before it throws, and closes its source', async () => {
  const ended: number[] = [];
  let closed = false;
  async function* source(): AsyncGenerator<number> {
    try {
      for (let n = 0; n < 9; n++) yield n;
    } finally {
      closed = true;
    }
  }
  const mapped = mapInOrder(source(), 3, async (n) => {
    await wait(n === 1 ? 0 : 5);
    ended.push(n);
    if (n === 1) throw new Error('one');
  });
  await expect(collect(mapped)).rejects.toThrow('one');
  expect([closed, ended.includes(2)]).toEqual([true, true]);
});
