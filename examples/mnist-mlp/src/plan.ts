import { type Reading, readingsOf } from './readings.ts';
import { type Initialisation, initialisationNames, initialisations, type Setting } from './settings.ts';

/** One training to run. */
export interface Plan {
  /** `a1-s-glorot-plain`: the name of its files. */
  readonly id: string;
  /** `A1-S Glorot uniform, as printed`: its name in tables. */
  readonly label: string;
  readonly setting: Setting;
  readonly initialisation: Initialisation;
  readonly reading: Reading;
}

/** Every training of a setting: each initialisation under each reading. */
export function plansOf(setting: Setting): Plan[] {
  return initialisations.flatMap((initialisation) =>
    readingsOf(setting, initialisation).map((reading) => ({
      id: `${setting.id.toLowerCase()}-${initialisation}-${reading.id}`,
      label: `${setting.id} ${initialisationNames[initialisation]}, ${reading.label}`,
      setting,
      initialisation,
      reading,
    })),
  );
}
