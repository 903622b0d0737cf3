export { type Batch, type BatchOptions, type BatchTargets, batches } from './batches.ts';
export { createDataset } from './create-dataset.ts';
export type { Dataset, Field, FieldData, Targets } from './dataset.ts';
export { DatasetError, type DatasetErrorCode } from './dataset-error.ts';
export type { Example, ExampleDraw, ExampleTransform } from './example-transform.ts';
export { type Idx, type IdxArray, parseIdx } from './idx.ts';
export { type Indices, select, take } from './select.ts';
export { type Parts, type Shares, type SplitOptions, split } from './split.ts';
export { type SyntheticDigitsOptions, syntheticDigits } from './synthetic-digits/synthetic-digits.ts';
