import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createGate } from './gate.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

it('holds whoever comes by while it is closed', async () => {
  const gate = createGate();
  expect(gate.pass()).toBeUndefined();
  gate.close();
  gate.close();
  let passed = false;
  const passing = gate.pass()?.then(() => {
    passed = true;
  });
  await Promise.resolve();
  expect(passed).toBe(false);
  gate.open();
  await passing;
  expect(passed).toBe(true);
  expect(gate.pass()).toBeUndefined();
});

it('has a clock that stands still meanwhile', () => {
  const gate = createGate();
  const start = gate.clock();
  vi.advanceTimersByTime(10);
  gate.close();
  vi.advanceTimersByTime(500);
  expect(gate.clock() - start).toBe(10);
  gate.open();
  vi.advanceTimersByTime(5);
  expect(gate.clock() - start).toBe(15);
});
