import { html, nothing } from "lit";
import { t } from "../../common/i18n.ts";
import type { CellProblem } from "./misread.ts";

const MOST_LISTED = 60;

/** Each cell that could not be read, with its row and column and what would have been accepted. */
export function problemList(problems: readonly CellProblem[]) {
  const rest = problems.length - MOST_LISTED;
  return html`<ul>
      ${problems.slice(0, MOST_LISTED).map((problem) => html`<li>${inWords(problem)}</li>`)}
    </ul>
    ${rest > 0 ? html`<p>${t("files.import.more_problems", { count: rest })}</p>` : nothing}`;
}

function inWords({ row, column, found, accepted }: CellProblem): string {
  const values = { row: String(row), column, found, accepted };
  return t(column === "" ? "files.import.problem.row" : "files.import.problem", values);
}
