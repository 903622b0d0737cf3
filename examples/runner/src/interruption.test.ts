import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { abortOnInterrupt, Interruption } from './interruption.ts';

it('aborts at the first signal, and is still listening when the listeners after it are told', async () => {
  const before = process.listenerCount('SIGINT');
  const signal = abortOnInterrupt();
  let seen = 0;
  // As signal-exit does: it ends the process if there is nobody else.
  const alone = (): void => {
    seen = process.listenerCount('SIGINT') - before;
  };
  process.once('SIGINT', alone);
  process.emit('SIGINT');
  expect(signal.aborted).toBe(true);
  expect(signal.reason).toBeInstanceOf(Interruption);
  expect(seen).toBe(1);
  await setImmediate();
  expect(process.listenerCount('SIGINT')).toBe(before);
});
