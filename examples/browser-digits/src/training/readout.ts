import { element } from '../page/element.ts';
import { asCount, asPercent, asThousandths } from '../page/format.ts';
import type { TrainingEvent } from '../worker/contract.ts';

/**
 * The numbers of the training that change while it runs.
 *
 * @param epochs asked for the number of epochs in all
 * @returns what writes them
 */
export function createReadout(epochs: () => number): (event: TrainingEvent) => void {
  const [data, where, loss, accuracy, speed] = ['data', 'epoch', 'loss', 'accuracy', 'speed'].map((name) =>
    element(`readout-${name}`, HTMLElement),
  );
  const write = (target: HTMLElement | undefined, text: string): void => {
    if (target !== undefined) target.textContent = text;
  };
  return (event) => {
    if (event.type === 'epoch') return;
    if (event.type === 'begin') {
      write(data, `${asCount(event.training)} ${event.data}`);
      for (const target of [where, loss, accuracy, speed]) write(target, '–');
      return;
    }
    write(where, `${event.epoch} of ${epochs()}`);
    write(loss, asThousandths(event.loss));
    write(accuracy, asPercent(event.accuracy));
    write(speed, asCount(event.examplesPerSecond));
  };
}
