import { createHash } from 'node:crypto';
import type { Dataset, Field } from '@gradlab/datasets';

/** SHA-256 of a data set's stored inputs and then its labels: says which data a result was got with. */
export function digestOf({ x, y }: Dataset<Field>): string {
  return createHash('sha256').update(x.data).update(y.data).digest('hex');
}
