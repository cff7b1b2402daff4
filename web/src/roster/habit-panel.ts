import { html, nothing } from "lit";
import { choiceField, optionsOf, textField } from "../common/field.ts";
import { dollars } from "../common/money.ts";
import type { Fix, WhatIfResult } from "../generated/contract.ts";
import { GROUP_NAMES } from "./detail-names.ts";
import { severityMark } from "./findings.ts";
import type { EstimatorView } from "./view.ts";

/** One mistake made with every member, and what it costs in a year. */
export function habitPanel(view: EstimatorView) {
  const { form, reference, estimate } = view;
  const habits = reference?.habits.map(({ id, name }) => [id, name] as const) ?? [];
  const answer = form.habit ? estimate?.what_if : undefined;
  return html`<section
    class="card habit ${answer ? "" : "no-print"}"
    aria-labelledby="habit-title"
  >
    <h3 id="habit-title">What one habit costs</h3>
    <div class="habit-controls no-print">
      ${choiceField(view, {
        id: "habit",
        label: "A habit, with every member",
        value: form.habit,
        options: [
          html`<option value="" .selected=${form.habit === ""}>None chosen</option>`,
          ...optionsOf(habits, form.habit),
        ],
        onChoose: (habit) => view.change({ habit }),
      })}
      ${textField(view, {
        id: "sessions_per_year",
        label: GROUP_NAMES.sessions_per_year,
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
    ["Lost to denials", answer.lost_cents, answer.lost_per_year_cents],
    ["Newly at risk", answer.newly_at_risk_cents, answer.newly_at_risk_per_year_cents],
    [
      "Besides: other lines that day, newly at risk",
      answer.other_lines_newly_at_risk_cents,
      answer.other_lines_newly_at_risk_per_year_cents,
    ],
  ];
  const [, , otherLines] = rows;
  if (otherLines?.[1] === 0) rows.pop();
  const changesNothing = rows.every(([, session]) => session === 0);
  return html`<table class="costs">
      <caption>${answer.name}, with every member of this session</caption>
      <thead>
        <tr>
          <td></td>
          <th scope="col" class="money">One session</th>
          <th scope="col" class="money">${answer.sessions_per_year} sessions</th>
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
    ${
      changesNothing
        ? html`<p class="hint">
          It changes nothing in this session: no rule held for its payers and date makes it cost
          money that is not at risk already.
        </p>`
        : nothing
    }
    ${
      rows.some(([, session]) => session < 0)
        ? html`<p class="hint">Below zero: here it takes the place of something worse.</p>`
        : nothing
    }
    ${
      unpriced > 0
        ? html`<p class="hint">Claims whose amounts are not known are left out.</p>`
        : nothing
    }
    ${answer.fixes.length > 0 ? firstFixes(answer.fixes) : nothing}`;
}

function firstFixes(fixes: readonly Fix[]) {
  return html`<h4>What to mend then, best first</h4>
    <ol class="findings">
      ${fixes.slice(0, FIXES_SHOWN).map(
        ({ severity, fix, worth_cents }) => html`<li class="finding">
          <p class="finding-head">
            ${severityMark(severity)}
            ${
              worth_cents > 0
                ? html`<span class="worth">Worth <strong>${dollars(worth_cents)}</strong></span>`
                : nothing
            }
          </p>
          <p>${fix}</p>
        </li>`,
      )}
    </ol>`;
}
