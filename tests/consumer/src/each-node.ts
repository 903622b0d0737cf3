import { describe, inject, it } from 'vitest';

/** A group of tests for each Node; one that says why it was skipped where a Node cannot be had. */
export function describeEachNode(tests: (program: string) => void): void {
  for (const { version, program, reason } of inject('nodes')) {
    if (program === undefined) it.skip(`Node ${version} (${reason?.split('\n')[0]})`, () => {});
    else describe(`Node ${version}`, () => tests(program));
  }
}
