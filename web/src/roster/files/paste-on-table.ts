import { html, nothing } from "lit";
import { say, t } from "../../common/i18n.ts";
import type { MemberEntry } from "../form.ts";
import type { RosterView } from "../view.ts";
import { knownOf } from "./known-of-view.ts";
import { pasteInto } from "./paste-cells.ts";
import { ROLES } from "./roster-columns.ts";
import { TABLE_ORDER } from "./roster-csv.ts";
import { problemList } from "./row-problems.ts";
import { rowsOfCells, UnreadableFile } from "./sheet-rows.ts";

interface At {
  rowIndex: number;
  column: keyof MemberEntry;
}

/** Fills the table from a control on, as one step; gives back what there is to say of it. */
export function pasteOnTable(view: RosterView, text: string, at: At): unknown {
  if (!ROLES.includes(at.column)) return "";
  let rows: string[][];
  try {
    rows = rowsOfCells(text);
  } catch (problem) {
    const message =
      problem instanceof UnreadableFile ? say(problem.sentence) : t("files.unreadable");
    return html`<span class="problem">${message}</span>`;
  }
  // From a control outside the columns, as under Details, only downwards.
  const order = TABLE_ORDER.includes(at.column) ? TABLE_ORDER : [at.column];
  const { form, problems, cells, names } = pasteInto(view.form, rows, knownOf(view), {
    ...at,
    order,
  });
  if (cells > 0) view.change({ members: form.members });
  return html`<span>
        ${t("files.pasted.done", { count: cells })}
        ${names > 0 ? t("files.names_shortened", { count: names }) : nothing}
      </span>
      ${
        problems.length > 0
          ? html`<span class="problem">${t("files.pasted.problems", { count: problems.length })}</span>
              ${problemList(problems)}`
          : nothing
      }`;
}
