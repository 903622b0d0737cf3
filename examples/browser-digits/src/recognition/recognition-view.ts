import { digitInput } from '@gradlab-examples/digit-input';
import type { Remote } from 'comlink';
import { paintGrey } from '../drawing/grey-canvas.ts';
import type { Pad } from '../drawing/pad.ts';
import { element } from '../page/element.ts';
import { newestOnly } from '../page/newest-only.ts';
import type { Notices } from '../page/notices.ts';
import type { DigitsWorker } from '../worker/contract.ts';
import { createFeatureMapGallery } from './feature-map-gallery.ts';
import { createProbabilityTable, predictionOf } from './probability-table.ts';

const NOTHING_DRAWN = 'Draw a digit.';
const NO_NUMBERS = 'The network answers with no numbers: its weights have grown without bound. Train it again.';
const NO_NETWORK = 'Train a network, or load weights: then it says what it sees.';

/**
 * Shows what the network makes of the drawing.
 *
 * @returns what to call when the drawing or the network has changed; `settled` where it will not change again at once, so that it
 *   is time to announce what was recognised
 */
export function createRecognitionView(
  worker: Remote<DigitsWorker>,
  pad: Pad,
  notices: Notices,
): (settled: boolean) => void {
  const prediction = element('prediction', HTMLParagraphElement);
  const announced = element('announced', HTMLParagraphElement);
  const seen = element('seen', HTMLCanvasElement);
  const table = createProbabilityTable();
  const gallery = createFeatureMapGallery();

  // A later call that is not settled takes an earlier one's place, but does not take back what it asked for.
  let toAnnounce = false;

  const say = (text: string, aloud: boolean): void => {
    prediction.textContent = text;
    if (aloud) announced.textContent = text;
  };
  const recognise = async (): Promise<void> => {
    const aloud = toAnnounce;
    toAnnounce = false;
    const { width, height } = pad.canvas;
    const input = digitInput(pad.pixels(), { width, height });
    paintGrey(seen, { width: 28, height: 28 }, (i) => 255 * (input?.[i] ?? 0));
    const recognition = input && (await worker.recognise(input));
    const sound = recognition?.logits.every(Number.isFinite) ? recognition : undefined;
    table(sound);
    if (recognition === undefined) return say(input === undefined ? NOTHING_DRAWN : NO_NETWORK, aloud);
    gallery(sound?.maps ?? []);
    say(sound === undefined ? NO_NUMBERS : predictionOf(sound), aloud);
  };
  const update = newestOnly(recognise, (error) => notices.complain('The drawing could not be recognised', error));
  update();
  return (settled) => {
    toAnnounce ||= settled;
    update();
  };
}
