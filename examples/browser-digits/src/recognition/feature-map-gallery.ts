import { paintGrey } from '../drawing/grey-canvas.ts';
import { element } from '../page/element.ts';
import { asHundredths } from '../page/format.ts';
import type { FeatureMaps } from '../worker/contract.ts';

// More would fill a telephone's screen many times over: they are folded away until somebody asks.
const MAPS_SHOWN = 16;

/**
 * A row of pictures for each convolution.
 *
 * @returns what fills it
 */
export function createFeatureMapGallery(): (layers: readonly FeatureMaps[]) => void {
  const gallery = element('feature-maps', HTMLDivElement);
  let shown = '';
  return (layers) => {
    const kind = layers.map(({ layer, channels }) => `${layer} ${channels}`).join();
    // The pictures stay where they are unless the network is another one: nothing jumps while somebody draws.
    if (kind !== shown) gallery.replaceChildren(...layers.map(createLayer));
    shown = kind;
    for (const [i, maps] of layers.entries()) paintLayer(maps, gallery.children.item(i));
  };
}

function createLayer({ layer, channels, height, width }: FeatureMaps): HTMLElement {
  const section = document.createElement('details');
  section.open = channels <= MAPS_SHOWN;
  const summary = document.createElement('summary');
  const title = document.createElement('h3');
  title.textContent = `${layer}: ${channels} maps of ${height}×${width}`;
  const range = document.createElement('p');
  range.className = 'range';
  const list = document.createElement('ul');
  list.className = 'maps';
  list.append(...Array.from({ length: channels }, (_, channel) => createMap(channel)));
  summary.append(title);
  section.append(summary, range, list);
  return section;
}

function createMap(channel: number): HTMLElement {
  const item = document.createElement('li');
  const canvas = document.createElement('canvas');
  canvas.setAttribute('role', 'img');
  const caption = document.createElement('span');
  caption.textContent = `channel ${channel + 1}`;
  item.append(canvas, caption);
  return item;
}

/** All maps of a layer share one scale, so that a channel that hardly answers looks so. */
function paintLayer({ layer, values, channels, ...size }: FeatureMaps, section: Element | null): void {
  const [low, high] = extent(values);
  const range = section?.querySelector('.range');
  if (range) range.textContent = `Black is ${asHundredths(low)}, white ${asHundredths(high)}.`;
  const scale = 255 / (high - low || 1);
  for (const [channel, canvas] of section?.querySelectorAll('canvas').entries() ?? []) {
    paintGrey(canvas, size, (i) => ((values[i * channels + channel] ?? low) - low) * scale);
    const [least, most] = extent(values.filter((_, i) => i % channels === channel));
    const answers = `answers from ${asHundredths(least)} to ${asHundredths(most)}`;
    canvas.setAttribute('aria-label', `${layer}, channel ${channel + 1}: ${answers}`);
  }
}

function extent(values: Float32Array): [low: number, high: number] {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) [low, high] = [Math.min(low, value), Math.max(high, value)];
  return [low, high];
}
