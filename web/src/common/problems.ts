/** Why there is no price: what is said at the control `field` and in the summary. */
export interface Problem {
  /** Id of a control; empty where no control can mend it. */
  field: string;
  message: string;
}

/** What keeps a form from being complete. */
export interface Problems {
  problems: readonly Problem[];
}

export function problemAt(view: Problems, field: string): Problem | undefined {
  return view.problems.find((problem) => problem.field === field);
}
