import type { Patience } from '../src/fetching/patience.ts';

/** Waits as short as tests can afford; a transfer on this machine that is silent for 400 ms is stalled. */
export const QUICK: Patience = { silence: 400, attempts: 3, firstPause: 5, longestPause: 2000 };
