import * as random from '@gradlab/random';
import { type Call, digestsOf } from '../../draws.ts';

/** What the test calls from outside the page. */
export interface App {
  readonly digests: (calls: readonly Call[]) => string[];
}

const app: App = { digests: (calls) => digestsOf(random, calls) };

Object.assign(globalThis, { app });
