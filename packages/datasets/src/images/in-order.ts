/**
 * Maps with several calls under way at once and gives the results in the order of the source. At most `concurrency` items are held: the
 * source is asked for the next one only when there is room.
 *
 * @throws what the source or `map` throws, once everything under way has ended
 */
export async function* mapInOrder<A, B>(
  source: Iterable<A> | AsyncIterable<A>,
  concurrency: number,
  map: (item: A) => Promise<B>,
): AsyncGenerator<B, void, undefined> {
  const underWay: Promise<B>[] = [];
  try {
    for await (const item of source) {
      const result = map(item);
      // It is awaited at its turn; until then its failure is not unhandled.
      result.catch(() => undefined);
      underWay.push(result);
      const first = underWay.length < concurrency ? undefined : underWay.shift();
      if (first !== undefined) yield await first;
    }
    for (let first = underWay.shift(); first !== undefined; first = underWay.shift()) yield await first;
  } finally {
    await Promise.allSettled(underWay);
  }
}
