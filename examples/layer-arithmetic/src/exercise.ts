/** A question of the practical, answered twice. */
export interface Exercise {
  readonly question: string;
  /** With its numbers put in. */
  readonly formula: string;
  /** By the formula. */
  readonly value: number;
  /** Of layers that were put together. */
  readonly counted: number;
  /** What a report prints. */
  readonly published?: number;
}
