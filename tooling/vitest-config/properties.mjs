import fc from 'fast-check';

/**
 * `npm test` draws the same operands every time, so that it says the same of the same tree; `GRADLAB_STRESS=1` draws other ones in
 * every run, and what it finds is named by the seed that fast-check prints.
 */
if (process.env.GRADLAB_STRESS !== '1') fc.configureGlobal({ seed: 1 });
