/** What runs in the page; its hash is in the page's policy, so nothing else can. */
export const PAGE_SCRIPT: string = String.raw`'use strict';
const { network, key, kinds, photos } = JSON.parse(document.getElementById('data').textContent);
const status = document.getElementById('status');
let isKept = true;
const choices = read();

function read() {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? '{}');
    return new Map(Object.entries(kept).filter(([, kind]) => kinds.some(({ id }) => id === kind)));
  } catch {
    isKept = false;
    return new Map();
  }
}

function keep() {
  try {
    localStorage.setItem(key, JSON.stringify(Object.fromEntries(choices)));
    isKept = true;
  } catch {
    isKept = false;
  }
}

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

function draw({ pixels, label }) {
  const canvas = element('canvas', { width: 64, height: 64 });
  canvas.setAttribute('role', 'img');
  canvas.setAttribute('aria-label', 'photo of a ' + label);
  const bytes = Uint8Array.from(atob(pixels), (letter) => letter.charCodeAt(0));
  const image = new ImageData(64, 64);
  for (let i = 0; i < 64 * 64; i++) {
    image.data.set(bytes.subarray(3 * i, 3 * i + 3), 4 * i);
    image.data[4 * i + 3] = 255;
  }
  canvas.getContext('2d').putImageData(image, 0, 0);
  return canvas;
}

const selects = photos.map((photo) => {
  const none = element('option', { value: '', textContent: 'not sorted' });
  const options = kinds.map(({ id, label }, i) => element('option', { value: id, textContent: i + 1 + ' ' + label }));
  const select = element('select', { name: 'photo-' + photo.index }, none, ...options);
  select.value = choices.get(String(photo.index)) ?? '';
  return select;
});

function choose(place, kind) {
  const name = String(photos[place].index);
  if (kind === '') choices.delete(name);
  else choices.set(name, kind);
  selects[place].value = kind;
  keep();
  tell();
}

selects.forEach((select, place) => {
  select.addEventListener('change', () => choose(place, select.value));
  select.addEventListener('keydown', (event) => {
    const digit = Number(event.key);
    if (event.ctrlKey || event.metaKey || event.altKey || !/^\d$/.test(event.key) || digit > kinds.length) return;
    event.preventDefault();
    choose(place, digit === 0 ? '' : kinds[digit - 1].id);
    if (digit !== 0) selects[place + 1]?.focus();
  });
});

function tell() {
  const kept = isKept ? '' : ' This browser keeps nothing for this page: save your choices before you leave.';
  status.textContent = choices.size + ' of ' + photos.length + ' photos sorted.' + kept;
  const rows = kinds.map(({ id, label }) => {
    const count = [...choices.values()].filter((kind) => kind === id).length;
    return element('tr', {}, element('th', { scope: 'row', textContent: label }), element('td', { textContent: count }));
  });
  document.getElementById('counts').replaceChildren(...rows);
  selects.forEach((select) => select.closest('li')?.classList.toggle('sorted', select.value !== ''));
}

function rows() {
  return photos.map(({ index, label, prediction, confidence }) =>
    ({ index, label, prediction, confidence, kind: choices.get(String(index)) ?? null }));
}

function save(name, type, text) {
  const url = URL.createObjectURL(new Blob([text], { type }));
  element('a', { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

document.getElementById('json').addEventListener('click', () =>
  save('mistakes.json', 'application/json', JSON.stringify({ network, mistakes: rows() }, null, 1) + '\n'));
document.getElementById('csv').addEventListener('click', () => {
  const lines = rows().map((row) => [row.index, row.label, row.prediction, row.confidence, row.kind ?? ''].join(','));
  save('mistakes.csv', 'text/csv', ['index,label,prediction,confidence,kind', ...lines].join('\r\n') + '\r\n');
});
document.getElementById('forget').addEventListener('click', () => {
  if (!confirm('Forget every choice?')) return;
  choices.clear();
  for (const select of selects) select.value = '';
  keep();
  tell();
});

document.getElementById('network').textContent = photos.length + ' test photos that ' + network + ' has wrong, those it is surest of first.';
document.getElementById('photos').append(...photos.map((photo, place) => {
  const { label, prediction, confidence } = photo;
  const sure = ', sure to ' + (100 * confidence).toFixed(1) + ' %';
  return element('li', {}, draw(photo), element('label', {}, label + ', seen as ' + prediction + sure, selects[place]));
}));
tell();
`;
