import type { Remote } from 'comlink';
import { element } from '../page/element.ts';
import { asCount } from '../page/format.ts';
import type { Notices } from '../page/notices.ts';
import type { DigitsWorker } from '../worker/contract.ts';

/**
 * Takes a file of weights, chosen or dropped on the page.
 *
 * @param onLoaded called when the network is the one of the file
 */
export function createWeightsPicker(worker: Remote<DigitsWorker>, notices: Notices, onLoaded: () => void): void {
  const input = element('weights', HTMLInputElement);
  const load = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return notices.complain('No weights were loaded', 'no file was given');
    if (input.disabled) return notices.complain(`${file.name} was not loaded`, 'the page is not ready yet');
    try {
      const { parameters } = await worker.load(file);
      notices.say(`Loaded ${file.name}: a network of ${asCount(parameters)} parameters.`);
      onLoaded();
    } catch (error) {
      notices.complain(`${file.name} was not loaded, and the network is the one it was`, error);
    }
  };
  input.addEventListener('change', () => {
    const [file] = input.files ?? [];
    // The same file may be chosen again, when another program has written it anew.
    input.value = '';
    // A dialogue that was cancelled.
    if (file !== undefined) void load(file);
  });
  acceptDrops(document.body, (file) => void load(file));
}

function acceptDrops(target: HTMLElement, take: (file: File | undefined) => void): void {
  const highlight = (on: boolean): unknown => target.classList.toggle('dropping', on);
  // What is dropped on a control is the control's: the field for MNIST's files takes files, too.
  const isOurs = (event: DragEvent): boolean => !(event.target instanceof HTMLInputElement);
  target.addEventListener('dragover', (event) => {
    highlight(isOurs(event));
    if (isOurs(event)) event.preventDefault();
  });
  target.addEventListener('dragleave', (event) => highlight(event.relatedTarget !== null));
  target.addEventListener('drop', (event) => {
    highlight(false);
    if (!isOurs(event)) return;
    event.preventDefault();
    take(event.dataTransfer?.files[0]);
  });
}
