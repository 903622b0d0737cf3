import type { Block, Section } from '@gradlab/plots';
import { paragraph } from '@gradlab-examples/harness';
import { capital } from '../capital.ts';
import type { SetResult } from '../results.ts';

/** The sets, and what is done to them first. */
export function housesSection(results: readonly SetResult[]): Section {
  const split =
    'Each set is split by the seed into three fifths to train on, a fifth to choose the epoch and the network by, and a fifth that is tested on. ' +
    'Inputs and prices are scaled by statistics of the training houses alone: to [0, 1] by the smallest and the largest, or standardised to mean 0 and ' +
    'standard deviation 1. Whatever a network was trained on, its squared error and its likelihood are given for prices in [0, 1], and errors in dollars.';
  const comparability =
    'The report behind the published figures names neither its houses nor their scaling; [0, 1] is taken for it. An error of prices in [0, 1] ' +
    'depends on how the prices of a set spread within their range, so the published figures, those of one set here and those of another are not ' +
    'comparable. R² and dollars can be read by themselves.';
  return {
    title: 'The houses',
    blocks: [
      ...results.map(({ name, about }) => paragraph(`${capital(name)}: ${about}.`)),
      pricesTable(results),
      paragraph(split),
      { type: 'note', text: comparability },
    ],
  };
}

function pricesTable(results: readonly SetResult[]): Block {
  return {
    type: 'table',
    caption: 'Prices of the training houses, in dollars.',
    columns: [
      { label: 'set' },
      { label: 'inputs' },
      { label: 'least', format: 'fixed', decimals: 0 },
      { label: 'mean', format: 'fixed', decimals: 0 },
      { label: 'standard deviation', format: 'fixed', decimals: 0 },
      { label: 'largest', format: 'fixed', decimals: 0 },
      { label: 'batch' },
    ],
    rows: results.map(({ name, batchSize, scaling: { columns, price } }) => [
      capital(name),
      columns.length,
      ...[price.min, price.mean, price.standardDeviation, price.max].map(([value]) => value ?? null),
      batchSize,
    ]),
  };
}
