import { type Dataset, type Field, loadCifar10, split } from '@gradlab/datasets';
import { foldIn } from '@gradlab/random';
import {
  digestOf,
  directoryOf,
  type ExperimentContext,
  type PartSizes,
  requireExamples,
  type StudyData,
  subsetOf,
} from '@gradlab-examples/harness';
import { drawnPictures } from './drawn-pictures.ts';

/** Colour pictures of 32×32 in ten classes. */
export interface Pictures extends StudyData {
  /** By index. */
  readonly classes: readonly string[];
  /** How the parts were made, for the report. */
  readonly parts: string;
}

/** Of drawn pictures where a full run asks for them. */
const DRAWN_SIZES: PartSizes = { train: 9000, validation: 1000, test: 2000 };
/** Of the training pictures, to choose by. */
const HELD_BACK = 0.1;
const SOME = 'This quick run takes a few of each part, each class alike.';
/** The set that the published figures are for. */
const WHOLE = { train: 50_000, test: 10_000 } as const;

type LoadContext = Pick<ExperimentContext, 'source' | 'profile' | 'seed' | 'signal' | 'log'>;

/**
 * CIFAR-10, as many of its five training batches as there are, or drawn pictures. A quick run takes a subset.
 *
 * @param context where from, how much, the seed of what is drawn and split
 * @param quick sizes of a quick run
 */
export async function loadPictures(context: LoadContext, quick: PartSizes): Promise<Pictures> {
  const { source, profile, seed } = context;
  if (source.kind === 'synthetic') return drawPictures(seed, profile === 'quick' ? quick : DRAWN_SIZES);
  const pictures = requireExamples(await readPictures(context), 'picture');
  if (profile === 'full') return pictures;
  return { ...subsetOf(pictures, quick, seed), parts: `${pictures.parts} ${SOME}` };
}

function drawPictures(seed: number, sizes: PartSizes): Pictures {
  const draw = (part: keyof PartSizes): Dataset<Field> =>
    drawnPictures({ size: sizes[part], seed: foldIn(foldIn(seed, 'data'), part) });
  const parts = { train: draw('train'), validation: draw('validation'), test: draw('test') };
  return {
    name: 'drawn pictures',
    isReference: false,
    digests: { train: digestOf(parts.train), validation: digestOf(parts.validation), test: digestOf(parts.test) },
    classes: classesOf(parts.test),
    parts:
      'There was no data: a picture is a drawn digit in any light colour on any dark one, mirrored or not. The parts are drawn from three streams of the seed.',
    ...parts,
  };
}

async function readPictures({ source, seed, signal, log }: LoadContext): Promise<Pictures> {
  const from = directoryOf(source, 'cifar10');
  if (source.kind === 'download') log('CIFAR-10: from GRADLAB_DATA_DIR or the cache, or downloading it');
  const whole = await loadCifar10({ ...from, part: 'train', signal });
  const test = await loadCifar10({ ...from, part: 'test', signal });
  const shares = { train: 1 - HELD_BACK, validation: HELD_BACK };
  const { train, validation } = split(whole, shares, { seed: foldIn(seed, 'split'), stratify: true });
  const isReference = whole.size === WHOLE.train && test.size === WHOLE.test;
  const count = whole.size.toLocaleString('en-US');
  return {
    name: isReference ? 'CIFAR-10' : `${count} of the 50,000 training pictures of CIFAR-10`,
    isReference,
    digests: { train: digestOf(whole), test: digestOf(test) },
    classes: classesOf(test),
    parts: `Of the ${count} training pictures at hand a tenth, drawn by the seed and of each class alike, is held back to choose by; there are ${test.size.toLocaleString('en-US')} test pictures, used once for each row.`,
    train,
    validation,
    test,
  };
}

const classesOf = ({ y }: Dataset<Field>): readonly string[] =>
  y.classNames ?? Array.from({ length: 10 }, (_, label) => String(label));
