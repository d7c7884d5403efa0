/** One budget: what was measured, in the unit of the budget, and how much of it is used up. */
export interface Row {
  readonly what: string;
  readonly measured: number;
  readonly budget: number;
  readonly unit: string;
  /** What the numbers alone do not tell. */
  readonly note?: string;
}

export const isOver = ({ measured, budget }: Row): boolean => measured > budget;
