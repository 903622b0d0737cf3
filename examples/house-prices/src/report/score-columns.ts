import type { Cell, Column } from '@gradlab/plots';
import type { PriceScores } from '../price-scores.ts';

/** R² and dollars beside a loss. */
export const SCORE_COLUMNS: readonly Column[] = [
  { label: 'R²', format: 'fixed', decimals: 3 },
  { label: 'RMSE ($)', format: 'fixed', decimals: 0 },
  { label: 'MAE ($)', format: 'fixed', decimals: 0 },
];

/** In the order of the columns. */
export function scoreCells({ r2, rmse, mae }: PriceScores): Cell[] {
  return [r2, rmse, mae];
}

/** A mean squared error. */
export function mseColumn(label: string): Column {
  return { label, format: 'fixed', decimals: 6 };
}
