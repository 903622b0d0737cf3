import { expect, it } from 'vitest';
import { petOf } from './pet-of.ts';

it('knows a photo by its folder or its name', () => {
  const labels = [
    'PetImages/Cat/0.jpg',
    'dogs/a.PNG',
    'x/dog.12.jpg',
    'cat.1.jpeg',
    'Cat/Thumbs.db',
    'Cat/.a.jpg',
    '__MACOSX/Cat/0.jpg',
    'bird/0.jpg',
    'cat.jpg',
    '',
  ];
  expect(labels.map(petOf)).toEqual([0, 1, 1, 0, undefined, undefined, undefined, undefined, undefined, undefined]);
});
