import type { RosterView } from "../view.ts";
import type { Known } from "./read-cell.ts";

/** What cells are read against, as the page stands. */
export function knownOf({ form, reference, contracts, tables }: RosterView): Known {
  return { place: form.place, reference, contracts, tables };
}
