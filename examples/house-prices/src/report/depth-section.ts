import type { Block, Section } from '@gradlab/plots';
import { counted, figureBlocks, networkTable, paragraph } from '@gradlab-examples/harness';
import { capital } from '../capital.ts';
import { SCALING_NAMES } from '../data/scale-houses.ts';
import type { SetFigures } from '../figures/draw-figures.ts';
import { depthFinding, linearFinding, scalingFinding } from '../findings.ts';
import { MSE_RATE } from '../plan.ts';
import type { SetResult } from '../results.ts';
import { mseColumn, SCORE_COLUMNS, scoreCells } from './score-columns.ts';

/** One to five layers beside least squares, on both scalings. */
export function depthSection(results: readonly SetResult[], figures: Readonly<Record<string, SetFigures>>): Section[] {
  const [first] = results;
  if (first === undefined) return [];
  const note =
    `Ten neurons in each hidden layer, tanh, mean squared error, RMSprop at ${MSE_RATE}. The weights are those of the epoch that is best on the validation ` +
    'houses. Least squares is worked out from the normal equations in double precision, without any training: one layer is the same model.';
  const deepest = first.depths.at(-1);
  return [
    {
      title: 'One to five layers',
      blocks: [
        paragraph(note),
        ...results.flatMap((set): Block[] => [
          { type: 'heading', text: capital(set.name) },
          depthTable(set),
          courseTable(set),
          paragraph(linearFinding(set)),
          paragraph(depthFinding(set)),
          paragraph(scalingFinding(set)),
          ...figureBlocks(figures[set.id]?.depths),
        ]),
        ...(deepest === undefined
          ? []
          : [networkTable(deepest.rows, deepest.parameterCount, `The deepest network, on ${first.name}`)]),
      ],
    },
  ];
}

function depthRows({ leastSquares, depths }: SetResult) {
  return [
    { label: 'least squares', scaling: 'either', keptEpoch: null, ...leastSquares },
    ...depths.map((each) => ({ ...each, label: counted(each.layers, 'layer'), scaling: SCALING_NAMES[each.scaling] })),
  ];
}

function depthTable(set: SetResult): Block {
  return {
    type: 'table',
    caption: `${capital(set.name)}: squared error of prices in [0, 1]; R² and dollars of the test houses.`,
    columns: [{ label: 'model' }, { label: 'trained on' }, mseColumn('test MSE'), ...SCORE_COLUMNS],
    rows: depthRows(set).map(({ label, scaling, test }) => [label, scaling, test.mse, ...scoreCells(test)]),
  };
}

function courseTable(set: SetResult): Block {
  return {
    type: 'table',
    caption: `${capital(set.name)}: the epoch whose weights were kept, and squared errors of prices in [0, 1].`,
    columns: [
      ...[{ label: 'model' }, { label: 'trained on' }, { label: 'parameters' }, { label: 'kept epoch' }],
      ...[mseColumn('training MSE'), mseColumn('validation MSE')],
    ],
    rows: depthRows(set).map(({ label, scaling, parameterCount, keptEpoch, train, validation }) => [
      ...[label, scaling, parameterCount, keptEpoch],
      ...[train.mse, validation.mse],
    ]),
  };
}
