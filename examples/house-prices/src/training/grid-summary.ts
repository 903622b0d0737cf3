import type { PriceScores } from '../price-scores.ts';
import type { GridCell } from './run-grid.ts';

/** The mean of a score over a network's trainings. */
export function meanScore(cell: GridCell, part: 'validation' | 'test', score: keyof PriceScores): number {
  return cell.runs.reduce((sum, run) => sum + run[part][score], 0) / cell.runs.length;
}

/** The networks, the least mean validation error first. */
export function ranked(grid: readonly GridCell[]): GridCell[] {
  return [...grid].sort((a, b) => meanScore(a, 'validation', 'mse') - meanScore(b, 'validation', 'mse'));
}
