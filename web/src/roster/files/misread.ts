/** A cell that holds nothing of its kind, and what would have been accepted. */
export class Misread {
  readonly accepted: string;

  constructor(accepted: string) {
    this.accepted = accepted;
  }
}

/** What is wrong with one cell, or with a row as a whole. */
export interface CellProblem {
  row: number;
  /** The title of the column; empty where it has none. */
  column: string;
  found: string;
  accepted: string;
}
