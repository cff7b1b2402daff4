import { html, nothing } from "lit";
import { checkbox, field, optionsOf, textOf } from "../common/field.ts";
import { ROLES, type Role } from "./columns.ts";
import type { ContractsView, Step } from "./contracts-view.ts";
import { detailsForm } from "./details-form.ts";
import { MOST_PROBLEMS_LISTED } from "./limits.ts";
import type { Reading, RowProblem } from "./read-rows.ts";

type SheetStep = Extract<Step, { at: "sheet" }>;

/** What was read: its columns to confirm, its first rows, and what is wrong with which row. */
export function sheetStep(view: ContractsView, step: SheetStep) {
  const { reading, source, isReadingAgain } = step;
  return html`<h4 id="sheet-title" tabindex="-1">What the columns of ${source} hold</h4>
    <div class="columns" aria-busy=${isReadingAgain}>
      ${reading.labels.map((label, column) => columnField(view, reading, label, column))}
    </div>
    ${preview(reading)} ${counts(reading)} ${rowProblems(view, reading)}
    <h4>What the contract is</h4>
    ${detailsForm(view)}`;
}

function nameOf(label: string, column: number): string {
  return label || `Column ${column + 1}`;
}

function columnField(view: ContractsView, { layout }: Reading, label: string, column: number) {
  const id = `role-${column}`;
  const choose = (event: Event) => {
    const roles = layout.roles.map((role, at) => (at === column ? (textOf(event) as Role) : role));
    view.setLayout({ ...layout, roles });
  };
  return field(view, {
    id,
    label: nameOf(label, column),
    control: ({ describedBy, isInvalid }) => html`<select
      id=${id}
      aria-describedby=${describedBy}
      aria-invalid=${isInvalid}
      @change=${choose}
    >
      ${optionsOf(Object.entries(ROLES), layout.roles[column] ?? "")}
    </select>`,
  });
}

function preview({ labels, layout, preview }: Reading) {
  return html`<div class="preview" role="region" aria-labelledby="preview-title" tabindex="0">
    <table>
      <caption id="preview-title">The first rows, as they stand in the file</caption>
      <thead>
        <tr>
          ${labels.map((label, column) => {
            const role = layout.roles[column] ?? "";
            return html`<th scope="col" class=${role === "" ? "left-out" : nothing}>
              ${nameOf(label, column)}<span class="hint">${ROLES[role]}</span>
            </th>`;
          })}
        </tr>
      </thead>
      <tbody>
        ${preview.map(
          (cells) => html`<tr>
            ${labels.map(
              (_, column) => html`<td class=${layout.roles[column] ? nothing : "left-out"}>
                ${cells[column] ?? ""}
              </td>`,
            )}
          </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** "1 row", "1,204 rows". */
export function rowsInWords(count: number): string {
  return count === 1 ? "1 row" : `${count.toLocaleString("en-US")} rows`;
}

function counts({ rowsRead, rows, leftOut, problemCount }: Reading) {
  const entries: [string, number][] = [
    ["Rows read", rowsRead],
    ["Rates for codes that are priced here", rows.length],
    ["Rows of other codes, left out", leftOut.otherCodes],
    ["Rows said twice, left out", leftOut.repeated],
    ["Titles and remarks, left out", leftOut.remarks],
    ["Mistakes", problemCount],
  ];
  return html`<dl class="amounts counts">
    ${entries
      .filter(([, count], index) => index < 3 || count > 0)
      .map(
        ([words, count]) => html`<div>
          <dt>${words}</dt>
          <dd class="money">${count.toLocaleString("en-US")}</dd>
        </div>`,
      )}
  </dl>`;
}

function rowProblems(view: ContractsView, { problems, problemCount }: Reading) {
  if (problemCount === 0) return nothing;
  const rest = problemCount - problems.length;
  return html`<div class="has-problem row-problems">
    <p class="problem" id="row-problems" tabindex="-1">Mistakes, by row of the file</p>
    <ul>
      ${problems.map((problem) => html`<li>${problemInWords(problem)}</li>`)}
    </ul>
    ${
      rest > 0
        ? html`<p>
          And ${rest.toLocaleString("en-US")} more: the first ${MOST_PROBLEMS_LISTED} are listed.
        </p>`
        : nothing
    }
    ${checkbox({
      id: "leave-out",
      label: "Leave the rows with mistakes out",
      hint: "Else mend them in the file, and choose it again.",
      isChecked: view.isLeavingOut,
      onChange: view.setLeavingOut,
    })}
  </div>`;
}

function problemInWords({ row, column, found, accepted }: RowProblem): string {
  const what = found === "" ? "is empty" : `has “${found}”`;
  return `Row ${row}, ${column}: ${what}; accepted is ${accepted}.`;
}
