// How a side of the benchmark is asked: one JSON request a line on its input, one JSON answer a line on its output.
import { createInterface } from 'node:readline';
import { timeCalls } from './clocks.mjs';

/**
 * Answers requests `{ ask, … }` until the input ends, each by the handler of that name.
 *
 * @param handlers functions of the request, asynchronous or not, that return the answer
 */
export async function serve(handlers) {
  for await (const line of createInterface({ input: process.stdin })) {
    const request = JSON.parse(line);
    const answer = await Promise.resolve(request)
      .then(handlers[request.ask])
      .catch((error) => ({ reason: String(error.message).split('\n')[0] }));
    process.stdout.write(`${JSON.stringify(answer)}\n`);
  }
}

/**
 * Answers for a side that does work.
 *
 * @param side `describe()` says what it is; `prepare(work)` returns `{ run, before?, calls? }`: `run` does the work `calls` times (1), after
 * `before`, which is not timed, and returns the loss before a training step if asked to; `bytes()` gives memory it has taken
 */
export async function serveWork({ describe, prepare, bytes = () => ({}) }) {
  const prepared = new Map();
  await serve({
    describe,
    async prepare({ work }) {
      prepared.set(work.name, await prepare(work));
      return {};
    },
    loss: async ({ name }) => ({ loss: await prepared.get(name).run(true) }),
    async time({ name, shortest }) {
      const times = await timeCalls(prepared.get(name), shortest);
      return { ...times, rssBytes: process.resourceUsage().maxRSS * 1024, ...bytes() };
    },
  });
}
