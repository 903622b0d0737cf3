import { Command, InvalidArgumentError } from 'commander';
import type { DescribeCommand } from '../describe/describe.ts';
import { notEmpty, startedBy } from './values.ts';

/** Reads what follows `describe`. */
export function parseDescribe(argv: readonly string[]): DescribeCommand {
  const command = new Command(`${startedBy()} describe`)
    .description(
      'Prints what there is to know of a network before it has weights: layer by layer the size of the output, weights, multiply-adds, receptive field, memory.',
    )
    .argument(
      '<network>',
      'a network of the zoo (mnistCnn570k, vgg16, …), a JSON file such as {"builder": "cnn", "options": {"inputShape": [28, 28, 1], "features": [16, "pool"], "outputs": 10}}, or a weights-….safetensors of a run',
      notEmpty,
    )
    .option('--input <shape>', 'shape of one example in place of its own: 64x64x3, or 784', shapeOf)
    .allowExcessArguments(false)
    .parse(argv, { from: 'user' });
  const [network] = command.processedArgs as [string];
  return { kind: 'describe', network, ...command.opts<Pick<DescribeCommand, 'input'>>() };
}

function shapeOf(text: string): readonly number[] {
  if (/^[1-9]\d*([x×][1-9]\d*)*$/i.test(text)) return text.split(/[x×]/i).map(Number);
  throw new InvalidArgumentError('It must be sizes >= 1 joined by x, such as 64x64x3.');
}
