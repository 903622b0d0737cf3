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

  const say = (text: string, settled: boolean): void => {
    prediction.textContent = text;
    if (settled) announced.textContent = text;
  };
  const recognise = async (settled: boolean): Promise<void> => {
    const { width, height } = pad.canvas;
    const input = digitInput(pad.pixels(), { width, height });
    paintGrey(seen, { width: 28, height: 28 }, (i) => 255 * (input?.[i] ?? 0));
    const recognition = input && (await worker.recognise(input));
    table(recognition);
    if (recognition === undefined) return say(input === undefined ? NOTHING_DRAWN : NO_NETWORK, settled);
    gallery(recognition.maps);
    say(predictionOf(recognition), settled);
  };
  const update = newestOnly(recognise, (error) => notices.complain('The drawing could not be recognised', error));
  update(false);
  return update;
}
