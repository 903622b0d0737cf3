export { type DataSource, type Digits, loadDigits, parseDataSource, type SyntheticSizes } from './data-source.ts';
export type { Experiment, ExperimentContext, ResultRow } from './experiment.ts';
export { drawFigure, type Figure } from './figures.ts';
export { openRunFolder, type RunFolder } from './run-folder.ts';
export { collectVersions, type Versions } from './versions.ts';
