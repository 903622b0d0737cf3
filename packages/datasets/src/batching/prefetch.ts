/**
 * Works on several tasks at once and gives their results in the order of the tasks. At most `ahead` of them are being
 * worked on or wait to be taken, beside the one that was given last.
 */
export async function* prefetch<T, R>(
  tasks: Iterable<T>,
  work: (task: T) => Promise<R>,
  ahead: number,
): AsyncGenerator<R, void, undefined> {
  const source = tasks[Symbol.iterator]();
  const pending: Promise<R>[] = [];
  const fill = (): void => {
    while (pending.length < ahead) {
      const next = source.next();
      if (next.done) return;
      const result = work(next.value);
      // It is looked at in its turn: until then a failure is nobody's yet.
      result.catch(() => undefined);
      pending.push(result);
    }
  };
  fill();
  for (let first = pending.shift(); first !== undefined; first = pending.shift()) {
    const result = await first;
    fill();
    yield result;
  }
}
