import type { BackendInfo } from '@gradlab/backend';
import { attachKeyboardPen } from './drawing/keyboard-pen.ts';
import { createPad } from './drawing/pad.ts';
import { attachPointerPen } from './drawing/pointer-pen.ts';
import { element } from './page/element.ts';
import { createNotices } from './page/notices.ts';
import { createRecognitionView } from './recognition/recognition-view.ts';
import { createTrainingPanel } from './training/training-panel.ts';
import { createWeightsPicker } from './weights/weights-picker.ts';
import { connectWorker } from './worker/connect.ts';

const notices = createNotices();
const worker = connectWorker((reason) => notices.complain('The worker failed; load the page again', reason));

const pad = createPad(element('pad', HTMLCanvasElement), (settled) => update(settled));
const update = createRecognitionView(worker, pad, notices);
const penState = element('pen-state', HTMLParagraphElement);
attachPointerPen(pad);
attachKeyboardPen(pad, element('pen', HTMLSpanElement), (text) => {
  penState.textContent = text;
});
element('clear', HTMLButtonElement).addEventListener('click', () => pad.clear());

createTrainingPanel(worker, notices, update);
createWeightsPicker(worker, notices, () => update(true));

worker.start().then(
  (backend) => {
    element('backend', HTMLElement).textContent = describe(backend);
    element('train', HTMLButtonElement).disabled = false;
    element('weights', HTMLInputElement).disabled = false;
    notices.report('Ready.');
  },
  (error: unknown) => notices.complain('The backend could not be started', error),
);

function describe({ name, device, simd, threads, version }: BackendInfo): string {
  const kernels = simd === undefined ? '' : `, ${simd} SIMD`;
  return `${name} on ${device}${kernels}, ${threads} thread${threads === 1 ? '' : 's'}, TensorFlow.js ${version}`;
}
