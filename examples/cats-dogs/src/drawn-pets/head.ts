import type { Draws } from './draws.ts';
import { type Colour, ellipse, type Point, polygon, type Shape, shade } from './shape.ts';

/** What a head can be. */
export const PETS = ['cat', 'dog'] as const;
export type Pet = (typeof PETS)[number];

// A cat whose ears fold and a dog whose ears stand: what makes the ears alone a poor guide.
const UNUSUAL_EARS = 0.2;
const HIDDEN_EAR = 0.12;

const FURS: readonly Colour[] = [
  [0.75, 0.45, 0.2],
  [0.45, 0.3, 0.18],
  [0.55, 0.55, 0.56],
  [0.2, 0.18, 0.17],
  [0.9, 0.87, 0.8],
  [0.85, 0.7, 0.45],
];

/** A colour that cats and dogs have alike. */
export function furColour(draws: Draws): Colour {
  const base = FURS[Math.floor(draws.between(0, FURS.length))] ?? [0.5, 0.5, 0.5];
  return shade(base, draws.between(-0.35, 0.35));
}

/**
 * The shapes of a head about the origin of a sheet on which the head's half width is about 1; y grows downwards. Cats have pointed ears, a
 * flat face and slit pupils, dogs hanging ears, a long muzzle and a large nose; neither the fur nor the size tells them apart.
 */
export function headShapes(pet: Pet, fur: Colour, draws: Draws): Shape[] {
  const width = draws.between(0.85, 1.1);
  const height = draws.between(0.85, 1.1);
  const pointed = (pet === 'cat') !== draws.chance(UNUSUAL_EARS);
  const body = ellipse(
    [draws.between(-0.5, 0.5), 2.2],
    [draws.between(1, 1.7), 1.7],
    shade(fur, draws.between(-0.3, 0.1)),
  );
  const ears = pointed ? pointedEars(fur, draws) : hangingEars(fur, draws);
  const head = ellipse([0, 0], [width, height], fur);
  const face = [...muzzle(pet, fur, draws), ...eyes(pet, draws)];
  return pointed ? [body, ...ears, head, ...face] : [body, head, ...ears, ...face];
}

const SIDES = [-1, 1] as const;

function pointedEars(fur: Colour, draws: Draws): Shape[] {
  const tall = draws.between(0.55, 0.95);
  const apart = draws.between(0.5, 0.75);
  const outside = shade(fur, draws.between(-0.4, 0));
  const inside = shade([0.85, 0.6, 0.55], draws.between(-0.4, 0.1));
  return SIDES.flatMap((side) => {
    const lean = draws.between(-0.15, 0.25);
    const ear = (size: number, colour: Colour): Shape =>
      polygon(
        [
          [side * (apart - 0.38 * size), -0.55],
          [side * (apart + 0.38 * size), -0.4],
          [side * (apart + lean), -0.6 - tall * size],
        ],
        colour,
      );
    return draws.chance(HIDDEN_EAR) ? [] : [ear(1, outside), ear(0.55, inside)];
  });
}

function hangingEars(fur: Colour, draws: Draws): Shape[] {
  const colour = shade(fur, draws.between(-0.55, -0.1));
  const long = draws.between(0.5, 0.85);
  const wide = draws.between(0.2, 0.34);
  return SIDES.flatMap((side) => {
    const top = draws.between(-0.35, 0.05);
    const ear = ellipse([side * draws.between(0.85, 1), top + 0.5 * long], [wide, long], colour);
    return draws.chance(HIDDEN_EAR) ? [] : [ear];
  });
}

function muzzle(pet: Pet, fur: Colour, draws: Draws): Shape[] {
  const colour = shade(fur, draws.between(-0.2, 0.45));
  const dark = shade([0.16, 0.12, 0.11], draws.between(-0.4, 0.25));
  const pink: Colour = [0.8, 0.48, 0.46];
  if (pet === 'cat') {
    const y = draws.between(0.25, 0.4);
    const nose = draws.chance(0.5) ? pink : dark;
    const size = draws.between(0.08, 0.13);
    const whiskers = SIDES.map((side) => {
      const [start, end]: [Point, Point] = [
        [side * 0.2, y + 0.12],
        [side * draws.between(0.9, 1.25), y + draws.between(0, 0.3)],
      ];
      return polygon([start, end, [end[0], end[1] + 0.06], [start[0], start[1] + 0.06]], [0.93, 0.93, 0.9]);
    });
    return [ellipse([0, y + 0.12], [0.36, 0.26], colour), ...whiskers, ellipse([0, y], [size * 1.2, size], nose)];
  }
  const y = draws.between(0.3, 0.5);
  const size = draws.between(0.13, 0.21);
  const tongue = draws.chance(0.35) ? [ellipse([0, y + 0.6], [0.16, 0.28], [0.85, 0.4, 0.42])] : [];
  return [
    ...tongue,
    ellipse([0, y + 0.15], [draws.between(0.36, 0.5), draws.between(0.42, 0.6)], colour),
    ellipse([0, y], [size * 1.25, size], dark),
  ];
}

function eyes(pet: Pet, draws: Draws): Shape[] {
  const apart = draws.between(0.34, 0.46);
  const y = draws.between(-0.25, -0.05);
  const open = draws.between(0.09, 0.15);
  const dark: Colour = [0.06, 0.05, 0.05];
  const iris: Colour = [draws.between(0.4, 0.85), draws.between(0.55, 0.85), draws.between(0.15, 0.5)];
  return SIDES.flatMap((side) => {
    const middle: Point = [side * apart, y];
    if (pet === 'dog')
      return [ellipse(middle, [open, open], dark), ellipse([middle[0] - 0.03, y - 0.04], [0.04, 0.04], [1, 1, 1])];
    return [ellipse(middle, [open * 1.5, open * 1.1], iris), ellipse(middle, [0.045, open], dark)];
  });
}
