import { html, nothing } from "lit";
import { checkbox, field, optionsOf, textOf } from "../common/field.ts";
import { type Key, locale, say, t } from "../common/i18n.ts";
import { ROLES, type Role } from "./columns.ts";
import type { ContractsView, Step } from "./contracts-view.ts";
import { detailsForm } from "./details-form.ts";
import { MOST_PROBLEMS_LISTED } from "./limits.ts";
import type { Reading, RowProblem } from "./read-rows.ts";

type SheetStep = Extract<Step, { at: "sheet" }>;

/** What was read: its columns to confirm, its first rows, and what is wrong with which row. */
export function sheetStep(view: ContractsView, step: SheetStep) {
  const { reading, source, isReadingAgain } = step;
  return html`<h4 id="sheet-title" tabindex="-1">${t("contracts.sheet.title", { source })}</h4>
    <div class="columns" aria-busy=${isReadingAgain}>
      ${reading.labels.map((label, column) => columnField(view, reading, label, column))}
    </div>
    ${preview(reading)} ${counts(reading)} ${rowProblems(view, reading)}
    <h4>${t("contracts.sheet.details")}</h4>
    ${detailsForm(view)}`;
}

function nameOf(label: string, column: number): string {
  return label || t("contracts.sheet.column", { number: column + 1 });
}

function roleName(role: Role): string {
  return t(`contracts.role.${role || "none"}`);
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
      ${optionsOf(
        ROLES.map((role) => [role, roleName(role)] as const),
        layout.roles[column] ?? "",
      )}
    </select>`,
  });
}

function preview({ labels, layout, preview }: Reading) {
  return html`<div class="preview" role="region" aria-labelledby="preview-title" tabindex="0">
    <table>
      <caption id="preview-title">${t("contracts.sheet.preview")}</caption>
      <thead>
        <tr>
          ${labels.map((label, column) => {
            const role = layout.roles[column] ?? "";
            return html`<th scope="col" class=${role === "" ? "left-out" : nothing}>
              ${nameOf(label, column)}<span class="hint">${roleName(role)}</span>
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

function counts({ rowsRead, rows, leftOut, problemCount }: Reading) {
  const entries: [Key, number][] = [
    ["contracts.count.read", rowsRead],
    ["contracts.count.priced", rows.length],
    ["contracts.count.other_codes", leftOut.otherCodes],
    ["contracts.count.repeated", leftOut.repeated],
    ["contracts.count.remarks", leftOut.remarks],
    ["contracts.count.mistakes", problemCount],
  ];
  return html`<dl class="amounts counts">
    ${entries
      .filter(([, count], index) => index < 3 || count > 0)
      .map(
        ([key, count]) => html`<div>
          <dt>${t(key)}</dt>
          <dd class="money">${count.toLocaleString(locale())}</dd>
        </div>`,
      )}
  </dl>`;
}

function rowProblems(view: ContractsView, { problems, problemCount }: Reading) {
  if (problemCount === 0) return nothing;
  const rest = problemCount - problems.length;
  return html`<div class="has-problem row-problems">
    <p class="problem" id="row-problems" tabindex="-1">${t("contracts.mistakes.title")}</p>
    <ul>
      ${problems.map((problem) => html`<li>${problemInWords(problem)}</li>`)}
    </ul>
    ${
      rest > 0
        ? html`<p>${t("contracts.mistakes.more", { count: rest, listed: MOST_PROBLEMS_LISTED })}</p>`
        : nothing
    }
    ${checkbox({
      id: "leave-out",
      label: t("contracts.mistakes.leave_out"),
      hint: t("contracts.mistakes.leave_out_hint"),
      isChecked: view.isLeavingOut,
      onChange: view.setLeavingOut,
    })}
  </div>`;
}

function problemInWords({ row, column, role, found, accepted }: RowProblem): string {
  return t(found === "" ? "contracts.mistakes.empty" : "contracts.mistakes.found", {
    row: String(row),
    column: column || (role && roleName(role)),
    found,
    accepted: say(accepted),
  });
}
