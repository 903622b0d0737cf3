import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { type DataSource, type Experiment, PROFILES, type Profile, parseDataSource } from '@gradlab-examples/harness';
import { Command, Option } from 'commander';
import { BACKENDS, integerFrom, notEmpty, startedBy } from './values.ts';

const OTHERS = `  repeat FILE                     runs a metrics.json again and compares
  predict --weights FILE IMAGE…   classifies pictures with trained weights
  describe NETWORK                prints the layers of a network, their weights and what they see`;

const DEFAULT_DATA: Readonly<Record<Profile, string>> = { quick: 'synthetic', full: 'download' };

interface Settings {
  readonly profile: Profile;
  readonly backend: (typeof BACKENDS)[number];
  /** The experiment's own number unless given. */
  readonly epochs?: number;
  /** Every part unless given. */
  readonly only?: readonly string[];
  readonly seed: number;
  /** Folder in which each experiment has a folder of its own. */
  readonly out: string;
}

interface Flags extends Settings {
  readonly list?: true;
  readonly data?: string;
  readonly fresh?: true;
}

/** An experiment to run. */
export interface RunCommand extends Settings {
  readonly kind: 'run';
  readonly experiment: Experiment;
  readonly source: DataSource;
  /** Whether to forget what a run that was cut short has left. */
  readonly fresh: boolean;
}

function describeCommand(experiments: readonly Experiment[]): Command {
  const listing = experiments.map(({ name, summary }) => `  ${name}  ${summary}`).join('\n');
  return new Command(startedBy())
    .description('Runs the experiments of a deep-learning assignment and writes a report of each.')
    .argument('[experiment]', `one of: ${experiments.map(({ name }) => name).join(', ')}`, experiments[0]?.name)
    .option('--list', 'list the experiments and their parts')
    .addOption(
      new Option('--profile <name>', 'quick: minutes; full: the published settings on real data')
        .choices(PROFILES)
        .default('quick'),
    )
    .option(
      '--data <source>',
      'synthetic, download (kept in a cache), or a folder that holds the files (default: synthetic, download in full)',
      notEmpty,
    )
    .addOption(new Option('--backend <name>', 'where to compute').choices(BACKENDS).default('wasm'))
    .option('--epochs <n>', "passes over the training data (default: the experiment's own)", integerFrom(1))
    .option('--only <parts>', 'parts to run, separated by commas', (text) => text.split(',').map((part) => part.trim()))
    .option('--seed <n>', 'everything random follows from it', integerFrom(0), 1)
    .option('--out <folder>', 'results go to a folder of the experiment’s name in here', notEmpty, 'runs')
    .option('--fresh', 'begin anew where an earlier run was cut short')
    .addHelpText('after', `\nExperiments:\n${listing}\n\nOther commands (--help tells more):\n${OTHERS}`)
    .allowExcessArguments(false);
}

/** Reads a request for a run, or for the list of what there is. */
export function parseRun(
  argv: readonly string[],
  experiments: readonly Experiment[],
  base: string,
): RunCommand | { readonly kind: 'list' } {
  const command = describeCommand(experiments).parse(argv, { from: 'user' });
  const flags = command.opts<Flags>();
  if (flags.list) return { kind: 'list' };
  const [name] = command.processedArgs as [string];
  const experiment = experiments.find((candidate) => candidate.name === name);
  if (experiment === undefined) {
    return command.error(
      `error: there is no experiment '${name}'; there are: ${experiments.map((e) => e.name).join(', ')}`,
    );
  }
  for (const part of flags.only ?? []) {
    if (!experiment.parts.includes(part)) {
      command.error(`error: --only must name parts of ${name} (${experiment.parts.join(', ')}), got '${part}'`);
    }
  }
  const { list, data = DEFAULT_DATA[flags.profile], fresh = false, ...settings } = flags;
  const source = parseDataSource(data, base);
  if (source.kind === 'directory' && !existsSync(source.path)) {
    command.error(`error: --data takes synthetic, download or a folder, and there is no folder ${source.path}`);
  }
  return { kind: 'run', experiment, source, fresh, ...settings, out: resolve(base, flags.out) };
}
