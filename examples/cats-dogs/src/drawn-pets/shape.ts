/** Red, green and blue, each from 0 to 1. */
export type Colour = readonly [red: number, green: number, blue: number];

/** A place in a picture or on the sheet that a pet is drawn on. */
export type Point = readonly [x: number, y: number];

/** Something with a colour and an edge. */
export interface Shape {
  readonly colour: Colour;
  /** How far inside a point lies, in the units of the sheet: negative outside. Near the edge it is the distance. */
  depth(point: Point): number;
}

/** An ellipse whose axes lie along those of the sheet. */
export function ellipse([x, y]: Point, [width, height]: Point, colour: Colour): Shape {
  const least = Math.min(width, height);
  return {
    colour,
    depth([px, py]) {
      const [u, v] = [(px - x) / width, (py - y) / height];
      return (1 - Math.sqrt(u * u + v * v)) * least;
    },
  };
}

/** A convex polygon, its corners in the order in which a point inside has all edges on the same side. */
export function polygon(corners: readonly Point[], colour: Colour): Shape {
  const edges = corners.map(([x, y], i) => {
    const [nextX, nextY] = corners[(i + 1) % corners.length] ?? [x, y];
    const [dx, dy] = [nextX - x, nextY - y];
    const length = Math.sqrt(dx * dx + dy * dy) || 1;
    return { x, y, normalX: -dy / length, normalY: dx / length };
  });
  // Either way round is a triangle: a mirrored ear has its corners the other way.
  const turn = Math.sign(signedArea(corners)) || 1;
  return {
    colour,
    depth([px, py]) {
      let least = Number.POSITIVE_INFINITY;
      for (const { x, y, normalX, normalY } of edges) {
        least = Math.min(least, turn * ((px - x) * normalX + (py - y) * normalY));
      }
      return least;
    },
  };
}

function signedArea(corners: readonly Point[]): number {
  return corners.reduce((sum, [x, y], i) => {
    const [nextX, nextY] = corners[(i + 1) % corners.length] ?? [x, y];
    return sum + x * nextY - nextX * y;
  }, 0);
}

/** A colour made lighter (share > 0, towards white) or darker (< 0, towards black). */
export function shade([red, green, blue]: Colour, share: number): Colour {
  const change = (value: number): number => (share > 0 ? value + (1 - value) * share : value * (1 + share));
  return [change(red), change(green), change(blue)];
}
