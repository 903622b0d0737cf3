import { NETWORKS, type NetworkChoice } from '../networks.ts';
import { element } from '../page/element.ts';
import { asCount } from '../page/format.ts';
import type { TrainingSettings } from '../worker/contract.ts';

/** The form of a training's settings. */
export interface SettingsForm {
  /** What is chosen; undefined where something is not valid, which the browser then points at. */
  read(): { readonly settings: TrainingSettings; readonly files: readonly File[] } | undefined;
}

/** Fills the list of networks, and has each bring its usual learning rate. */
export function createSettingsForm(): SettingsForm {
  const form = element('settings', HTMLFormElement);
  const network = element('network', HTMLSelectElement);
  const rate = element('learning-rate', HTMLInputElement);
  const number = (id: string): number => element(id, HTMLInputElement).valueAsNumber;
  const describe = ({ parameters, layers }: NetworkChoice): string => `${asCount(parameters)} parameters: ${layers}`;
  network.append(...NETWORKS.map((choice) => new Option(describe(choice), choice.name)));
  const chosen = () => NETWORKS.find(({ name }) => name === network.value) ?? NETWORKS[0];
  const bringRate = (): void => {
    rate.valueAsNumber = chosen()?.learningRate ?? 1e-3;
  };
  network.addEventListener('change', bringRate);
  bringRate();
  return {
    read() {
      const choice = chosen();
      if (choice === undefined || !form.reportValidity()) return undefined;
      const counts = { digits: number('digits'), epochs: number('epochs'), seed: number('seed') };
      const settings = { network: choice.name, learningRate: rate.valueAsNumber, ...counts };
      return { settings, files: [...(element('mnist-files', HTMLInputElement).files ?? [])] };
    },
  };
}
