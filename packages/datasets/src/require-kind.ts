import { describeValue } from '@gradlab-internal/checks';

const KINDS = { object: 'an object', string: 'a string', boolean: 'true or false', function: 'a function' } as const;

/** @throws TypeError if a value is of another kind */
export function requireKind(caller: string, name: string, value: unknown, kind: keyof typeof KINDS): void {
  if (typeof value === kind && value !== null) return;
  throw new TypeError(`${caller}: ${name} must be ${KINDS[kind]}, got ${describeValue(value)}`);
}

/** @throws TypeError if there is a signal and it is none */
export function requireSignal(caller: string, signal: unknown): void {
  if (signal === undefined || signal instanceof AbortSignal) return;
  throw new TypeError(`${caller}: signal must be an AbortSignal, got ${describeValue(signal)}`);
}
