import { html, nothing } from "lit";
import { choiceField, optionsOf, textField } from "../common/field.ts";
import { pieces, t } from "../common/i18n.ts";
import { dollars } from "../common/money.ts";
import type { Fix, WhatIfResult } from "../generated/contract.ts";
import { groupName } from "./detail-names.ts";
import { amountOf, severityMark } from "./findings.ts";
import type { RosterView } from "./view.ts";

/** One mistake made with every member, and what it costs in a year. */
export function habitPanel(view: RosterView) {
  const { form, reference, estimate } = view;
  const habits = reference?.habits.map(({ id, name }) => [id, name] as const) ?? [];
  const answer = form.habit ? estimate?.what_if : undefined;
  return html`<section
    class="card habit"
    aria-labelledby="habit-title"
  >
    <h3 id="habit-title">${t("roster.habit.title")}</h3>
    <div class="habit-controls">
      ${choiceField(view, {
        id: "habit",
        label: t("roster.habit.label"),
        value: form.habit,
        options: [
          html`<option value="" .selected=${form.habit === ""}>${t("roster.habit.none")}</option>`,
          ...optionsOf(habits, form.habit),
        ],
        onChoose: (habit) => view.change({ habit }),
      })}
      ${textField(view, {
        id: "sessions_per_year",
        label: groupName("sessions_per_year"),
        isNumber: true,
        value: form.sessions_per_year,
        onInput: (text) => view.change({ sessions_per_year: text }, "sessions_per_year"),
      })}
    </div>
    ${answer ? cost(answer, estimate?.session.unpriced_members ?? 0) : nothing}
  </section>`;
}

/** More would be the whole list again. */
const FIXES_SHOWN = 3;

function cost(answer: WhatIfResult, unpriced: number) {
  const rows: [string, number, number][] = [
    [t("roster.habit.lost"), answer.lost_cents, answer.lost_per_year_cents],
    [t("roster.habit.newly"), answer.newly_at_risk_cents, answer.newly_at_risk_per_year_cents],
    [
      t("roster.habit.other_lines"),
      answer.other_lines_newly_at_risk_cents,
      answer.other_lines_newly_at_risk_per_year_cents,
    ],
  ];
  const [, , otherLines] = rows;
  if (otherLines?.[1] === 0) rows.pop();
  const changesNothing = rows.every(([, session]) => session === 0);
  return html`<table class="costs">
      <caption>${t("roster.habit.caption", { habit: answer.name ?? "" })}</caption>
      <thead>
        <tr>
          <td></td>
          <th scope="col" class="money">${t("roster.habit.one_session")}</th>
          <th scope="col" class="money">${t("roster.habit.sessions", { count: answer.sessions_per_year })}</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ([name, session, year]) => html`<tr>
            <th scope="row">${name}</th>
            <td class="money">${dollars(session)}</td>
            <td class="money">${dollars(year)}</td>
          </tr>`,
        )}
      </tbody>
    </table>
    ${changesNothing ? html`<p class="hint">${t("roster.habit.nothing")}</p>` : nothing}
    ${
      rows.some(([, session]) => session < 0)
        ? html`<p class="hint">${t("roster.habit.below_zero")}</p>`
        : nothing
    }
    ${unpriced > 0 ? html`<p class="hint">${t("roster.left_out")}</p>` : nothing}
    ${answer.fixes.length > 0 ? firstFixes(answer.fixes) : nothing}`;
}

function firstFixes(fixes: readonly Fix[]) {
  return html`<h4>${t("roster.habit.mend")}</h4>
    <ol class="findings">
      ${fixes.slice(0, FIXES_SHOWN).map(
        ({ severity, fix, worth_cents }) => html`<li class="finding">
          <p class="finding-head">
            ${severityMark(severity)}
            ${
              worth_cents > 0
                ? html`<span class="worth">${pieces("roster.worth.worth", { amount: amountOf(worth_cents) })}</span>`
                : nothing
            }
          </p>
          <p>${fix}</p>
        </li>`,
      )}
    </ol>`;
}
