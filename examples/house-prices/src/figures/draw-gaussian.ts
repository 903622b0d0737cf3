import { type Series, scatterChart } from '@gradlab/plots';
import { drawFigure, type Figure, type RunFolder, saveFigure } from '@gradlab-examples/harness';
import { capital } from '../capital.ts';
import { SCALING_NAMES } from '../data/scale-houses.ts';
import type { GaussianTraining } from '../gaussian/run-gaussian.ts';
import type { SetResult } from '../results.ts';

const THOUSAND = 1000;
/** Of the line on which all is as predicted, behind as many scalings and the single σ. */
const EXACT = { name: 'as predicted', color: 3, dashed: true } as const;

/** How often the truth lies in an interval, over how often it should. */
export function drawCalibration(
  folder: RunFolder,
  { id, name, gaussian }: SetResult,
  { constant }: GaussianTraining,
): Promise<Figure> {
  const curves = [
    ...gaussian.map(({ scaling, calibration }) => ({ name: `σ predicted, ${SCALING_NAMES[scaling]}`, ...calibration })),
    { name: 'one σ for all houses', ...constant.calibration },
  ];
  const series = curves.map(
    ({ name, curve }, color): Series => ({
      name,
      color,
      points: curve.map(({ nominal, observed }) => [nominal, observed]),
    }),
  );
  const caption =
    'Share of the test prices within the central interval of the predicted distribution. Below the dashed line intervals are too narrow, above it too wide.';
  return drawFigure(folder, `${id}-calibration`, caption, {
    title: `${capital(name)}: calibration of the predicted variance`,
    x: { label: 'nominal share', domain: [0, 1] },
    y: { label: 'observed share', domain: [0, 1] },
    series: [
      ...series,
      {
        ...EXACT,
        points: [
          [0, 0],
          [1, 1],
        ],
      },
    ],
    markers: 'none',
  });
}

/** Predicted prices with their σ over the true ones. */
export function drawPrices(folder: RunFolder, { id, name }: SetResult, { houses }: GaussianTraining): Promise<Figure> {
  const svg = scatterChart({
    title: `${capital(name)}: predicted ± σ against true prices`,
    x: { label: 'true price (1,000 dollars)' },
    y: { label: 'predicted (1,000 dollars)' },
    groups: [
      {
        name: 'mean ± σ',
        points: houses.map(({ price, mean }) => [price / THOUSAND, mean / THOUSAND]),
        errorBars: houses.map(({ sigma }) => sigma / THOUSAND),
      },
    ],
    identity: true,
    width: 680,
  });
  const caption = `The first ${houses.length} test houses (they are in random order): predicted mean, and one predicted σ to either side. On the dashed line both prices are the same.`;
  return saveFigure(folder, `${id}-prices`, caption, svg);
}

/** How far prices scatter over how far they are said to. */
export function drawSpread(folder: RunFolder, { id, name, gaussian }: SetResult): Promise<Figure> {
  const series = gaussian.map(
    ({ scaling, calibration }, color): Series => ({
      name: `σ predicted, ${SCALING_NAMES[scaling]}`,
      color,
      points: calibration.spread.map(({ predicted, observed }) => [predicted / THOUSAND, observed / THOUSAND]),
    }),
  );
  const predicted = series.flatMap(({ points }) => points.map(([x]) => x));
  const ends = [Math.min(...predicted), Math.max(...predicted)] as const;
  const caption =
    'Test houses in bins of equally many by their predicted σ: root mean square of the errors over that of the predicted σ.';
  return drawFigure(folder, `${id}-spread`, caption, {
    title: `${capital(name)}: spread of the residuals against the predicted σ`,
    x: { label: 'predicted σ (1,000 dollars)' },
    y: { label: 'residuals (1,000 dollars)' },
    series: [...series, { ...EXACT, points: ends.map((end) => [end, end]) }],
    markers: 'all',
  });
}
