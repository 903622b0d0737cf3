export type { BatchOptions, Shard } from './batching/batch-options.ts';
export { type Batch, type BatchTargets, batches } from './batching/batches.ts';
export type { Example, ExampleDraw, ExampleTransform } from './batching/example-transform.ts';
export { TransformError, type TransformErrorCode } from './batching/transform-error.ts';
export type { Json, TransformReference } from './batching/transform-reference.ts';
export { type LoadCatsVsDogsOptions, loadCatsVsDogs } from './cats-vs-dogs/load-cats-vs-dogs.ts';
export type { PackedPart } from './cats-vs-dogs/packed-photos.ts';
export { type LoadCifar10Options, loadCifar10 } from './cifar10/load-cifar10.ts';
export { parseCifar10 } from './cifar10/parse-cifar10.ts';
export {
  type ColouredDigitsOptions,
  type ColouredTargets,
  colouredDigits,
} from './coloured-digits/coloured-digits.ts';
export { concat } from './concat.ts';
export { createDataset } from './create-dataset.ts';
export type { ColumnType } from './csv/columns.ts';
export { type CsvTargets, type LoadCsvOptions, loadCsv } from './csv/load-csv.ts';
export type { Dataset, Field, FieldData, Targets } from './dataset.ts';
export { DatasetError, type DatasetErrorCode } from './dataset-error.ts';
export { encodeIdx } from './encode-idx.ts';
export { type LoadFashionMnistOptions, loadFashionMnist } from './fashion-mnist/load-fashion-mnist.ts';
export type { DownloadProgress, FetchOptions } from './fetching/fetch-options.ts';
export { type LoadHousingOptions, loadHousing } from './housing/load-housing.ts';
export { type Idx, type IdxArray, parseIdx } from './idx.ts';
export { type ImageFile, type LoadImageFolderOptions, loadImageFolder } from './image-folder/load-image-folder.ts';
export type { CorruptImage, DecodingProgress } from './images/decode-pictures.ts';
export type { ImageDataset } from './images/image-dataset.ts';
export type { ImageDecoder, ImageFit, ImageRequest } from './images/image-decoder.ts';
export type { ImageOptions } from './images/image-options.ts';
export { type ImageDecoderOptions, imageDecoder } from './images/platform-decoder.ts';
export { type Fold, type KFoldOptions, kFold } from './k-fold.ts';
export { type MapOptions, map } from './map.ts';
export { type LoadMnistOptions, loadMnist } from './mnist/load-mnist.ts';
export { fillMissing, scaleToUnit, standardise } from './scale-field.ts';
export { type Indices, select, take } from './select.ts';
export { type Parts, type Shares, type SplitOptions, split } from './split.ts';
export { type FieldOptions, type Statistics, statistics } from './statistics.ts';
export { type SyntheticDigitsOptions, syntheticDigits } from './synthetic-digits/synthetic-digits.ts';
export { type BlobsOptions, blobs } from './toy/blobs.ts';
export { type CirclesOptions, circles } from './toy/circles.ts';
export { moons } from './toy/moons.ts';
export type { PointSetOptions } from './toy/point-set.ts';
export { type SpiralsOptions, spirals } from './toy/spirals.ts';
