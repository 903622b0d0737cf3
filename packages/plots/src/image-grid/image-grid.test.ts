import { decode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { elementsNamed, parseXml, wordsOn } from '../../test/parse-xml.ts';
import { type GridPicture, imageGrid } from './image-grid.ts';

/** A disc on a ramp, so that shape and direction can be seen. */
function disc(size: number, radius: number): Uint8Array {
  return Uint8Array.from({ length: size * size * 3 }, (_, i) => {
    const [x, y] = [Math.floor(i / 3) % size, Math.floor(i / 3 / size)];
    const inside = Math.hypot(x - size / 2, y - size / 2) < radius;
    return [inside ? 220 : x * 6, inside ? 120 : y * 6, inside ? 30 : 128][i % 3] ?? 0;
  });
}

const draw = (images: readonly GridPicture[], more: object = {}) => {
  const svg = imageGrid({ title: 'T', images, ...more });
  return { svg, root: parseXml(svg) };
};

const pixelsOf = (href = '') => decode(Buffer.from(href.replace(/^data:image\/png;base64,/, ''), 'base64'));

describe('imageGrid', () => {
  it('draws the picture of the README', async () => {
    const images = Array.from(
      { length: 12 },
      (_, i): GridPicture => ({
        data: disc(32, 3 + i),
        shape: [32, 32, 3],
        caption: [`disc ${i}`, `radius ${3 + i}`],
        ...(i === 4 ? { mark: 'right' } : i === 7 ? { mark: 'wrong' } : {}),
      }),
    );
    const svg = imageGrid({ title: 'Discs on a ramp', images, columns: 6 });
    await expect(svg).toMatchFileSnapshot('../../docs/image-grid.svg');
  });

  it('embeds the pixels as they are', () => {
    const data = disc(16, 5);
    const { root } = draw([{ data, shape: [16, 16, 3] }]);
    const picture = pixelsOf(elementsNamed(root, 'image')[0]?.attributes.href);
    expect([picture.height, picture.width, picture.channels]).toEqual([16, 16, 3]);
    expect([...picture.data]).toEqual([...data]);
  });

  it.each([
    ['grey bytes', Uint8Array.of(0, 100, 255, 7), undefined, [0, 100, 255, 7]],
    ['floats of a range', Float32Array.of(-1, 0, 1, 2), [-1, 1], [0, 128, 255, 255]],
    ['floats upside down', Float32Array.of(0, 0.25, 1, 0.5), [1, 0], [255, 191, 0, 128]],
    ['floats by their extent', Float32Array.of(3, 4, 5, Number.NaN), 'extent', [0, 128, 255, 0]],
    ['one value alone', Float32Array.of(3, 3, 3, 3), 'extent', [128, 128, 128, 128]],
    ['nothing finite', new Float32Array(4).fill(Number.NaN), 'extent', [0, 0, 0, 0]],
  ] as const)('shows %s', (_, data, range, expected) => {
    const { root } = draw([{ data, shape: [2, 2], ...(range === undefined ? {} : { range }) }]);
    expect([...pixelsOf(elementsNamed(root, 'image')[0]?.attributes.href).data]).toEqual(expected);
  });

  it('places pictures row by row, all at one scale, smaller ones in the middle of their cell', () => {
    const picture = (height: number, width: number): GridPicture => ({
      data: new Uint8Array(height * width),
      shape: [height, width],
    });
    const { root } = draw([picture(10, 20), picture(10, 10), picture(5, 5)], { columns: 2, tileSize: 200 });
    const places = elementsNamed(root, 'image').map(({ attributes: { x, y, width, height } }) =>
      [x, y, width, height].map(Number),
    );
    const top = places[0]?.[1] ?? 0;
    expect(places).toEqual([
      [16, top, 200, 100],
      [16 + 200 + 10 + 50, top, 100, 100],
      [16 + 75, top + 100 + 10, 50, 50],
    ]);
  });

  it('shows captions, cuts long ones and lists all of them whole in the description', () => {
    const long = 'a caption that is much longer than its picture is wide';
    const { root } = draw([
      { data: new Uint8Array(4), shape: [2, 2], caption: ['7', long], mark: 'wrong' },
      { data: new Uint8Array(4), shape: [2, 2] },
    ]);
    expect(wordsOn(root)).toEqual(['T', '7', expect.stringMatching(/^a caption.*…$/)]);
    expect(elementsNamed(root, 'desc')[0]?.text).toBe(`2 pictures, 2 in a row. 1: 7, ${long}, wrong.`);
  });

  const one: GridPicture = { data: new Uint8Array(4), shape: [2, 2] };
  it.each([
    ['no list', () => imageGrid({ title: 'T', images: 3 as never }), TypeError, 'images must be an array, got 3'],
    ['an empty list', () => draw([]), RangeError, 'images must hold at least one picture, got none'],
    ['no picture', () => draw([null as never]), TypeError, 'images[0] must be an object with data and a shape'],
    [
      'a list of numbers',
      () => draw([{ data: [1] as never, shape: [1, 1] }]),
      TypeError,
      'images[0].data must be a Uint8Array',
    ],
    ['two channels', () => draw([{ data: new Uint8Array(8), shape: [2, 2, 2] }]), RangeError, 'got [2,2,2]'],
    [
      'no height',
      () => draw([{ data: new Uint8Array(0), shape: [0, 2] }]),
      RangeError,
      'images[0].shape must be [height, width]',
    ],
    [
      'too few values',
      () => draw([{ data: new Uint8Array(3), shape: [2, 2] }]),
      RangeError,
      'must hold 4 values, got 3',
    ],
    [
      'floats without a range',
      () => draw([{ data: new Float32Array(4), shape: [2, 2] }]),
      TypeError,
      'images[0].range must say',
    ],
    [
      'an empty range',
      () => draw([{ ...one, range: [1, 1] }]),
      RangeError,
      'range must be two different numbers or extent',
    ],
    ['an unknown mark', () => draw([{ ...one, mark: 'bad' as never }]), RangeError, 'mark must be right or wrong'],
    [
      'a caption that is a number',
      () => draw([{ ...one, caption: 3 as never }]),
      TypeError,
      'images[0].caption must be',
    ],
    ['no columns', () => draw([one], { columns: 0 }), RangeError, 'columns must be an integer'],
    ['a tiny tile', () => draw([one], { tileSize: 1 }), RangeError, 'tileSize must be an integer'],
  ] as const)('refuses %s', (_, call, kind, message) => {
    expect(call).toThrow(kind);
    expect(call).toThrow(message);
  });
});
