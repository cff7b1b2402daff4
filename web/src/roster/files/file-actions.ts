import { nothing } from "lit";
import type { RosterView } from "../view.ts";

/** What a person does with files and saved sessions, in the toolbar above the members. */
export function fileActions(_view: RosterView): unknown {
  return nothing;
}
