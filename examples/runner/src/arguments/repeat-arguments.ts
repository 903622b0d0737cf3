import { Command } from 'commander';
import type { RepeatCommand } from '../repeat/repeat.ts';
import { notEmpty, notNegative, startedBy } from './values.ts';

/** Reads what follows `repeat`. */
export function parseRepeat(argv: readonly string[]): RepeatCommand {
  const command = new Command(`${startedBy()} repeat`)
    .description('Runs what a metrics.json records again, with the settings in it, and compares every number.')
    .argument('<file>', 'a metrics.json that a run wrote')
    .option('--data <source>', 'where the data is now, if not where it was', notEmpty)
    .option(
      '--out <folder>',
      'the new results go to a folder of the experiment’s name in here',
      notEmpty,
      'runs/repeated',
    )
    .option('--tolerance <n>', 'largest relative difference of a number that counts as the same', notNegative, 0)
    .option('--fresh', 'begin anew where an earlier run was cut short')
    .allowExcessArguments(false)
    .parse(argv, { from: 'user' });
  const [file] = command.processedArgs as [string];
  return { kind: 'repeat', file, fresh: false, ...command.opts<Omit<RepeatCommand, 'kind' | 'file' | 'fresh'>>() };
}
