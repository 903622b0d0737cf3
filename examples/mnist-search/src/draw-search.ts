import { barChart, heatMap, type ParallelAxis, parallelCoordinates, type Series } from '@gradlab/plots';
import type { Dimension, Json } from '@gradlab/train';
import { drawFigure, type Figure, type RunFolder, saveFigure } from '@gradlab-examples/harness';
import { parameterName } from './parameter-names.ts';
import type { SearchRecord, TrialRecord } from './run-search.ts';

/** The figures of one search; absent where there are too few scores for one. */
export interface SearchFigures {
  readonly lines?: Figure;
  readonly importance?: Figure;
  /** Accuracy against each hyperparameter. */
  readonly each: readonly Figure[];
  readonly heat?: Figure;
}

const LOGARITHMIC = ['batchSize', 'learningRate', 'lambda'];

/** Draws what a search found. */
export async function drawSearch(folder: RunFolder, search: SearchRecord): Promise<SearchFigures> {
  const scored = search.trials.filter(({ score }) => score !== undefined);
  if (scored.length === 0) return { each: [] };
  const each: Figure[] = [];
  for (const [name, dimension] of Object.entries(search.space)) {
    each.push(await drawAgainst(folder, search, scored, name, dimension));
  }
  return {
    lines: await drawLines(folder, search),
    ...(search.importance.length > 0 && { importance: await drawImportance(folder, search) }),
    each,
    ...(search.id.startsWith('s-') && { heat: await drawHeat(folder, search, scored) }),
  };
}

function drawLines(folder: RunFolder, search: SearchRecord): Promise<Figure> {
  const names = Object.keys(search.space);
  const svg = parallelCoordinates({
    title: `${search.label}: ${search.trials.length} networks`,
    axes: names.map((name): ParallelAxis => ({ name: parameterName(name), scale: scaleOf(name) })),
    lines: search.trials.map(({ parameters, score = Number.NaN }) => ({
      values: names.map((name) => parameters[name] as number | string),
      score,
    })),
    score: { label: 'validation accuracy' },
  });
  const caption = 'A line for each network; the best is orange. Where networks were given up, the score is their last.';
  return saveFigure(folder, `${search.id}-networks`, caption, svg);
}

const scaleOf = (name: string): 'linear' | 'log' | 'category' => {
  if (name === 'activation') return 'category';
  return LOGARITHMIC.includes(name) ? 'log' : 'linear';
};

function drawImportance(folder: RunFolder, search: SearchRecord): Promise<Figure> {
  const svg = barChart({
    title: `${search.label}: what accuracy depends on`,
    label: 'share of variance explained',
    bars: search.importance.map(({ name, share }) => ({ name: parameterName(name), value: share })),
  });
  const caption = 'Share of the variance of the scores that each hyperparameter explains by itself.';
  return saveFigure(folder, `${search.id}-importance`, caption, svg);
}

/** A point for each network; a series for each length of training, as scores of different lengths say little of each other. */
function drawAgainst(
  folder: RunFolder,
  search: SearchRecord,
  scored: readonly TrialRecord[],
  name: string,
  dimension: Dimension,
): Promise<Figure> {
  const places = dimension.type === 'choice' && name === 'activation' ? dimension.options : undefined;
  const place = (value: Json | undefined): number => (places ? places.indexOf(value ?? null) + 1 : Number(value));
  const lengths = [...new Set(scored.map(({ rounds }) => rounds))].sort((a, b) => a - b);
  const words = places ? ` (${places.map((option, i) => `${i + 1}: ${String(option)}`).join(', ')})` : '';
  return drawFigure(folder, `${search.id}-${name}`, `Validation accuracy against ${parameterName(name)}.`, {
    title: `${search.label}: ${parameterName(name)}`,
    x: { label: `${parameterName(name)}${words}`, scale: scaleOf(name) === 'log' ? 'log' : 'linear' },
    y: { label: 'validation accuracy' },
    series: lengths.map(
      (length): Series => ({
        name: `${Number((length / search.roundsPerEpoch).toFixed(2))} epochs`,
        points: scored
          .filter(({ rounds }) => rounds === length)
          .map(({ parameters, score = Number.NaN }) => [place(parameters[name]), score] as const),
        joined: false,
      }),
    ),
    width: 460,
    height: 200,
    markers: 'all',
  });
}

/** Learning rate against batch size: the best network of each pair. */
function drawHeat(folder: RunFolder, search: SearchRecord, scored: readonly TrialRecord[]): Promise<Figure> {
  const valuesOf = (name: string): number[] =>
    [...new Set(scored.map(({ parameters }) => Number(parameters[name])))].sort((a, b) => a - b);
  const [rates, sizes] = [valuesOf('learningRate'), valuesOf('batchSize')];
  const best = (rate: number, size: number): number => {
    const there = scored.filter(({ parameters }) => parameters.learningRate === rate && parameters.batchSize === size);
    return there.length === 0 ? Number.NaN : Math.max(...there.map(({ score = 0 }) => score));
  };
  const svg = heatMap({
    title: `${search.label}: the best of each pair`,
    rows: { label: 'learning rate', names: rates.map(String) },
    columns: { label: 'batch size', names: sizes.map(String) },
    values: rates.map((rate) => sizes.map((size) => best(rate, size))),
    format: 'percent',
    decimals: 2,
  });
  const caption =
    'Validation accuracy of the best network with a learning rate and a batch size, after as many epochs as it was given.';
  return saveFigure(folder, `${search.id}-pairs`, caption, svg);
}
