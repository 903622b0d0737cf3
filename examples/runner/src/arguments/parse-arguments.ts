import type { Experiment } from '@gradlab-examples/harness';
import type { DescribeCommand } from '../describe/describe.ts';
import type { PredictCommand } from '../predict/predict.ts';
import type { RepeatCommand } from '../repeat/repeat.ts';
import { parseDescribe } from './describe-arguments.ts';
import { parsePredict } from './predict-arguments.ts';
import { parseRepeat } from './repeat-arguments.ts';
import { parseRun, type RunCommand } from './run-arguments.ts';

/** What was asked for. */
export type Request = { readonly kind: 'list' } | RunCommand | RepeatCommand | PredictCommand | DescribeCommand;

/**
 * Reads the command line. Prints help or a mistake and ends the process where that is all there is to do.
 *
 * @param argv arguments without `node` and the script
 * @param experiments to choose from
 * @param base what relative folders are relative to
 */
export function parseArguments(argv: readonly string[], experiments: readonly Experiment[], base: string): Request {
  const [first, ...rest] = argv;
  if (first === 'repeat') return parseRepeat(rest);
  if (first === 'predict') return parsePredict(rest);
  if (first === 'describe') return parseDescribe(rest);
  return parseRun(argv, experiments, base);
}
