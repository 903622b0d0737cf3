import { type Dataset, DatasetError, type Field, loadCatsVsDogs, select, split } from '@gradlab/datasets';
import { foldIn, permutation } from '@gradlab/random';
import {
  type DataSource,
  digestOf,
  directoryOf,
  type ExperimentContext,
  type PartSizes,
  requireExamples,
  type StudyData,
  subsetOf,
} from '@gradlab-examples/harness';
import { drawnPets } from './drawn-pets/drawn-pets.ts';

/** The classes of every set of photos. */
export const PHOTO_CLASSES = ['cat', 'dog'] as const;

/** Photos (or drawings) of cats and dogs, 64×64; the training photos so that any first ones of them are half cats. */
export interface Photos extends StudyData {
  /** How the parts were made, for the report. */
  readonly parts: string;
}

/** Of drawn pets where a full run asks for them: as many as the packed photos. */
const DRAWN_SIZES: PartSizes = { train: 4000, validation: 1000, test: 1000 };

const PACKED_PARTS = 'The parts are those of the packed photos.';
const DRAWN_PARTS = 'The parts are drawn from three streams of the seed.';
const SPLIT_PARTS =
  'The photos are split by the seed, each class alike: a fifth to test on, of the rest a fifth to choose by, as nearly as the reports did.';

/** How many photos the archive has at most; a folder of fewer is not what the published figures are for. */
const ARCHIVE_PHOTOS = 24_000;

/**
 * Drawn pets, packed photos in their parts, or the photos of a folder or of the original archive, split by the seed. A quick run takes a subset.
 *
 * @param context where from, how much, the seed of what is drawn and split
 * @param quick sizes of a quick run
 */
export async function loadPhotos(
  context: Pick<ExperimentContext, 'source' | 'profile' | 'seed' | 'signal' | 'log'>,
  quick: PartSizes,
): Promise<Photos> {
  const { source, profile, seed } = context;
  if (source.kind === 'synthetic') return drawPhotos(seed, profile === 'quick' ? quick : DRAWN_SIZES);
  const photos = requireExamples(await readPhotos(context), 'photo');
  const cut = profile === 'quick' ? subsetOf(photos, quick, seed) : photos;
  return { ...cut, train: alternating(cut.train, seed) };
}

function drawPhotos(seed: number, sizes: PartSizes): Photos {
  const draw = (part: keyof PartSizes): Dataset<Field> =>
    drawnPets({ size: sizes[part], seed: foldIn(foldIn(seed, 'data'), part) });
  const parts = { train: draw('train'), validation: draw('validation'), test: draw('test') };
  return { name: 'drawn cats and dogs', isReference: false, digests: digestsOf(parts), parts: DRAWN_PARTS, ...parts };
}

async function readPhotos({
  source,
  seed,
  signal,
  log,
}: Pick<ExperimentContext, 'source' | 'seed' | 'signal' | 'log'>): Promise<Photos> {
  const from = directoryOf(source, 'cats-vs-dogs');
  if (source.kind === 'download') log('cats and dogs: from GRADLAB_DATA_DIR or the cache, or downloading the archive');
  const packed = await readPacked(from, signal);
  if (packed !== undefined) {
    const name = `${packed.train.size.toLocaleString('en-US')} packed training photos of cats and dogs`;
    return { name, isReference: false, digests: digestsOf(packed), parts: PACKED_PARTS, ...packed };
  }
  const whole = await loadCatsVsDogs({ ...from, signal });
  const options = { seed: foldIn(seed, 'split'), stratify: true };
  const { train, validation, test } = split(whole, { train: 0.64, validation: 0.16, test: 0.2 }, options);
  const isReference = whole.size > ARCHIVE_PHOTOS;
  const name = isReference ? 'cats and dogs of the original archive' : nameOf(source);
  return { name, isReference, digests: { all: digestOf(whole) }, parts: SPLIT_PARTS, train, validation, test };
}

type Parts = Pick<Photos, 'train' | 'validation' | 'test'>;

/** Undefined where photos do not come packed in parts. */
async function readPacked(from: { readonly directory?: string }, signal: AbortSignal): Promise<Parts | undefined> {
  try {
    return {
      train: await loadCatsVsDogs({ ...from, part: 'train', signal }),
      validation: await loadCatsVsDogs({ ...from, part: 'validation', signal }),
      test: await loadCatsVsDogs({ ...from, part: 'test', signal }),
    };
  } catch (error) {
    if (error instanceof DatasetError && error.code === 'mismatch') return undefined;
    throw error;
  }
}

function digestsOf({ train, validation, test }: Parts): Photos['digests'] {
  return { train: digestOf(train), validation: digestOf(validation), test: digestOf(test) };
}

function nameOf(source: DataSource): string {
  return `photos of ${source.kind === 'directory' ? source.path : 'the cache'}`;
}

/** The photos in an order of the seed in which cats and dogs take turns as long as there are both. */
function alternating(photos: Dataset<Field>, seed: number): Dataset<Field> {
  const shuffled = [...permutation(foldIn(seed, 'order'), photos.size)];
  const of = (label: number): number[] => shuffled.filter((i) => photos.y.data[i] === label);
  const [cats, dogs] = [of(0), of(1)];
  const order = Array.from({ length: Math.max(cats.length, dogs.length) }, (_, i) => [cats[i], dogs[i]]);
  return select(
    photos,
    order.flat().filter((i) => i !== undefined),
  );
}
