import type { Dataset, Field } from '@gradlab/datasets';
import { type PointGroup, scatterChart } from '@gradlab/plots';
import { type Figure, type RunFolder, saveFigure } from '@gradlab-examples/harness';
import type { ToySet } from '../toy-data.ts';
import { type Boundary, probabilitiesOf } from './boundary.ts';

// More would hide what is behind them.
const POINTS = 500;

/**
 * Points of a set over what a network makes of the plane.
 *
 * @param part which of the set's points
 */
export function drawBoundary(
  folder: RunFolder,
  name: string,
  title: string,
  boundary: Boundary,
  set: ToySet,
  part: 'validation' | 'test',
): Promise<Figure> {
  const { window } = boundary;
  const points = set[part];
  const svg = scatterChart({
    title,
    x: { label: 'x₁', domain: window.x },
    y: { label: 'x₂', domain: window.y },
    groups: groupsOf(points),
    regions: { probabilities: probabilitiesOf(boundary) },
    height: 380,
  });
  const shown = Math.min(POINTS, points.size).toLocaleString('en-US');
  const caption = `Behind ${shown} ${part} points, the probability of class 1 that the network gives: white where it is one half.`;
  return saveFigure(folder, name, caption, svg);
}

function groupsOf({ x, y, size }: Dataset<Field>): PointGroup[] {
  const names = y.classNames ?? ['class 0', 'class 1'];
  const at = Array.from({ length: Math.min(POINTS, size) }, (_, i) => i);
  return names.flatMap((name, label) => {
    const own = at.filter((i) => y.data[i] === label);
    const points = own.map((i) => [x.data[2 * i] ?? 0, x.data[2 * i + 1] ?? 0] as const);
    return points.length === 0 ? [] : [{ name: `${name} (class ${label})`, points, color: label }];
  });
}
