import type { Draws } from './draws.ts';
import { type Colour, ellipse, polygon, type Shape } from './shape.ts';

const MOST = 7;

/** How many draws {@link clutterShapes} may take. */
export const CLUTTER_DRAWS: number = 1 + MOST * 9;

/** Things about a pet, on a sheet from 0 to 1: each an ellipse or a triangle, a few of them in the colour of its fur. */
export function clutterShapes(fur: Colour, draws: Draws): Shape[] {
  const count = Math.floor(draws.between(2, MOST + 1));
  return Array.from({ length: count }, () => {
    const colour: Colour = draws.chance(0.3) ? fur : [draws.between(0, 1), draws.between(0, 1), draws.between(0, 1)];
    const [x, y] = [draws.between(0, 1), draws.between(0, 1)];
    const [width, height] = [draws.between(0.05, 0.3), draws.between(0.05, 0.3)];
    if (draws.chance(0.5)) return ellipse([x, y], [width, height], colour);
    return polygon(
      [
        [x - width, y + height],
        [x + width, y + height],
        [x, y - height],
      ],
      colour,
    );
  });
}
