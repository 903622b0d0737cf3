import { Command, Option } from 'commander';
import type { PredictCommand } from '../predict/predict.ts';
import { BACKENDS, notEmpty, startedBy } from './values.ts';

/** Reads what follows `predict`. */
export function parsePredict(argv: readonly string[]): PredictCommand {
  const command = new Command(`${startedBy()} predict`)
    .description(
      'Classifies pictures of your own (JPEG, PNG, WebP) with the weights of a run. A digit is cut out and centred as those of MNIST are, whatever the paper and the pen; of a photo the middle is taken.',
    )
    .argument('<image...>', 'pictures')
    .requiredOption('--weights <file>', 'a weights-….safetensors in a folder of results', notEmpty)
    .addOption(new Option('--backend <name>', 'where to compute').choices(BACKENDS).default('wasm'))
    .parse(argv, { from: 'user' });
  const [images] = command.processedArgs as [string[]];
  return { kind: 'predict', images, ...command.opts<Pick<PredictCommand, 'weights' | 'backend'>>() };
}
