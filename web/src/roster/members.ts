import { html, nothing } from "lit";
import { guard } from "lit/directives/guard.js";
import { t } from "../common/i18n.ts";
import { dollars } from "../common/money.ts";
import { payerOf } from "../common/names.ts";
import { amountNames } from "./amounts.ts";
import { type ColumnName, columnName, columnsOf, controlName } from "./columns.ts";
import { fileActions } from "./files/file-actions.ts";
import { LIKE_THE_GROUP, MOST_MEMBERS } from "./form.ts";
import { icon } from "./icons.ts";
import { shownValue } from "./member-control.ts";
import { memberRows } from "./member-rows.ts";
import { undoNotice } from "./undo.ts";
import type { RosterView } from "./view.ts";

/** More members scroll under their heads. */
const SEEN_AT_ONCE = 12;

/** The roster: every member's claim is told here, beside what it comes to. */
export function members(view: RosterView) {
  const isTable = view.layout !== "cards";
  const isCurrent = view.standing !== "outdated";
  const names = amountNames(view).join();
  return html`<section class="card members" aria-labelledby="members-title">
    <header class="members-head">
      <h3 id="members-title">
        ${t(isCurrent ? "roster.members.title" : "roster.members.title.not_current")}
      </h3>
      ${toolbar(view)}
    </header>
    <p class="hint">${t("roster.members.hint")}</p>
    ${undoNotice(view, "members")}
    <div
      class="region ${view.size > SEEN_AT_ONCE ? "long" : ""}"
      role=${isTable ? "region" : nothing}
      aria-label=${isTable ? t("roster.members.table") : nothing}
      tabindex=${isTable ? "0" : nothing}
    >
      <table class="roster" role="table" aria-labelledby="members-title">
        ${heads(view)}
        ${view.form.members.map((_, index) =>
          guard(whatShows(view, index, names), () => memberRows(view, index)),
        )}
        ${totals(view)}
      </table>
    </div>
    <div class="members-foot">
      ${addButton(view, "add")} ${keys()}
    </div>
  </section>`;
}

/** All that a member's rows are made from; the rest of fifty members stays as it is. */
function whatShows(view: RosterView, index: number, names: string): unknown[] {
  const { form, estimate, layout, reference, contracts, tables, amendment, menu, size } = view;
  const isOwn = (id: string) => id.split("-")[1] === String(index);
  const entry = form.members[index];
  return [
    entry,
    form.place,
    size,
    estimate?.claims[index],
    names,
    layout,
    reference,
    contracts,
    tables.get(entry?.payer ?? ""),
    view.standing === "current",
    amendment && amendment.where !== "members" ? amendment : undefined,
    menu && "member" in menu && menu.member === index,
    [...view.open].filter(isOwn).join(),
    view.problems
      .filter(({ field }) => isOwn(field))
      .map(({ message }) => message)
      .join(),
  ];
}

function toolbar(view: RosterView) {
  const { canUndo, canRedo, layout } = view;
  return html`<div class="toolbar" role="group" aria-label=${t("roster.toolbar")}>
    ${stepButton("undo", t("roster.undo"), canUndo, view.undo)}
    ${stepButton("redo", t("roster.redo"), canRedo, view.redo)}
    ${layout === "cards" ? setAllChoice(view) : nothing} ${fileActions(view)}
  </div>`;
}

/** Stays in reach while there is nothing to take back, so that the focus is not lost. */
function stepButton(id: "undo" | "redo", words: string, isOn: boolean, act: () => void) {
  return html`<button
    type="button"
    id=${id}
    class="tool"
    aria-disabled=${isOn ? nothing : "true"}
    @click=${act}
  >
    ${icon(id)} ${words}
  </button>`;
}

function addButton(view: RosterView, id: string) {
  const isFull = view.size >= MOST_MEMBERS;
  return html`<button
    type="button"
    id=${id}
    class="tool"
    aria-disabled=${isFull ? "true" : nothing}
    @click=${view.addMember}
  >
    ${icon("add")} ${t("roster.add")}
  </button>`;
}

/** Where there are no columns, what they would set is chosen by name. */
function setAllChoice(view: RosterView) {
  const choose = (event: Event) => {
    const list = event.target as HTMLSelectElement;
    const column = list.value as ColumnName;
    list.value = "";
    if (column) openColumn(view, column, list);
  };
  return html`<select id="set-all-of" aria-label=${t("roster.set_all.of")} @change=${choose}>
    <option value="">${t("roster.set_all.of")}</option>
    ${columnsOf("table").map(
      (column) => html`<option value=${column}>${controlName(column)}</option>`,
    )}
  </select>`;
}

function openColumn(view: RosterView, column: ColumnName, opener: HTMLElement) {
  const first = view.form.members[0] ?? LIKE_THE_GROUP;
  view.openMenu({ column, value: shownValue(first, column, view.form.place) }, opener);
}

function heads(view: RosterView) {
  const { layout } = view;
  return html`<thead role="rowgroup">
    <tr role="row">
      <th role="columnheader" scope="col" class="alias">${t("roster.column.alias")}</th>
      ${columnsOf(layout).map((column) => columnHead(view, column))}
      ${amountNames(view).map(
        ([name, words]) =>
          html`<th role="columnheader" scope="col" class="money ${name}">${words}</th>`,
      )}
      <th role="columnheader" scope="col" class="actions">
        <span class="visually-hidden">${t("roster.column.actions")}</span>
      </th>
    </tr>
  </thead>`;
}

function columnHead(view: RosterView, column: ColumnName) {
  const { layout, menu } = view;
  const isOpen = menu !== undefined && "column" in menu && menu.column === column;
  const name = controlName(column);
  const label = t("roster.set_all.label", { name, count: view.size });
  const open = (event: Event) => openColumn(view, column, event.currentTarget as HTMLElement);
  return html`<th role="columnheader" scope="col" class="col-${column}" aria-label=${name}>
    ${
      layout === "cards"
        ? name
        : html`<button
            type="button"
            id="set-${column}"
            class="column-head"
            popovertarget="menu"
            popovertargetaction="show"
            aria-label=${label}
            title=${label}
            aria-expanded=${isOpen}
            @click=${open}
          >
            ${columnName(column)} ${icon("column")}
          </button>`
    }
  </th>`;
}

function totals(view: RosterView) {
  const { estimate, layout } = view;
  if (!estimate) return nothing;
  const { session, claims } = estimate;
  const { members: count, benchmark_members: byBenchmark } = session;
  const amounts: Record<string, number> = {
    allowed: session.allowed_cents,
    pays: session.payer_pays_cents,
    owes: session.patient_owes_cents,
    risk: session.at_risk_cents,
  };
  const names = new Map(amountNames(view));
  names.set("owes", t("common.patients_owe"));
  names.set("pays", t("common.pays", { payer: payerOf(claims) }));
  return html`<tfoot role="rowgroup">
    <tr role="row" class="figures-row">
      <th role="rowheader" scope="row" colspan=${columnsOf(layout).length + 1}>
        ${t("roster.members.total", { count })}${
          byBenchmark ? t("roster.members.by_benchmark", { count: byBenchmark }) : nothing
        }
      </th>
      ${amountNames(view).map(
        ([name]) => html`<td role="cell" class="money ${name}" data-label=${names.get(name)}>
          ${dollars(amounts[name] ?? 0)}
        </td>`,
      )}
      <td role="cell" class="actions"></td>
    </tr>
  </tfoot>`;
}

const KEYS = ["column", "enter", "undo", "redo", "escape"] as const;

function keys() {
  return html`<details class="keys">
    <summary>${t("roster.keys.title")}</summary>
    <dl>
      ${KEYS.map(
        (key) => html`<div>
          <dt>${t(`roster.keys.${key}`)}</dt>
          <dd>${t(`roster.keys.${key}.does`)}</dd>
        </div>`,
      )}
    </dl>
  </details>`;
}
