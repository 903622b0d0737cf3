export { type Assignment, assignment } from './assignment.ts';
export type { Chapter } from './chapter.ts';
export { type Comparison, showFigure } from './comparison.ts';
export { counted } from './counted.ts';
export { type DataSource, directoryOf, parseDataSource } from './data/data-source.ts';
export { digestOf } from './data/digest.ts';
export { DIGIT_CLASSES, type Digits, loadDigits } from './data/digits.ts';
export { type PartSizes, requireExamples, type StudyData, sizesOf, subsetOf } from './data/study-data.ts';
export {
  type Experiment,
  type ExperimentContext,
  type ExperimentResult,
  PROFILES,
  type Profile,
  type ResultRow,
  type RunRequest,
} from './experiment.ts';
export { drawFigure, type Figure, saveFigure } from './figures.ts';
export { inTurn } from './in-turn.ts';
export { blueprintOf, requireNetworkReference, zooEntryOf, zooNames } from './network-blueprint.ts';
export type { Part, PartStore } from './part-store.ts';
export { percent } from './percent.ts';
export { figureBlocks, type LayerRow, layerRows, networkTable, paragraph } from './report/blocks.ts';
export { type ConfusionOptions, drawConfusion } from './report/draw-confusion.ts';
export type { ReportContext } from './report/report-context.ts';
export type { RunFolder } from './run-folder.ts';
export { type RunInFolder, runInFolders } from './run-in-folder.ts';
export { inOrder, type Scores, scoreMetrics, scoresOf } from './scores.ts';
export { secondsOf } from './seconds-of.ts';
export { runStudy, type Study, type StudyReport } from './study.ts';
export { type PartTraining, trainPart, WEIGHTS_FILE } from './train-part.ts';
export type { Versions } from './versions.ts';
export {
  buildNetwork,
  loadModel,
  type NetworkReference,
  readWeightsDescription,
  saveWeights,
  type WeightsDescription,
} from './weights.ts';
