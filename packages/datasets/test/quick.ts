import type { Patience } from '../src/fetching/patience.ts';

/** Pauses as short as tests can afford, and a silence that a transfer on the busiest machine does not keep. */
export const QUICK: Patience = { silence: 15_000, attempts: 3, firstPause: 5, longestPause: 2000 };

/** For transfers that are meant to stall. */
export const IMPATIENT: Patience = { ...QUICK, silence: 1000, attempts: 2 };
