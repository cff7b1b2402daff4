import { html, nothing } from "lit";
import { guard } from "lit/directives/guard.js";
import { type Alike, type Concern, concernsOf } from "../common/alike.ts";
import { type Key, pieces, t } from "../common/i18n.ts";
import { dollars } from "../common/money.ts";
import type { Estimate, Finding, Fix } from "../generated/contract.ts";
import { controlName } from "./columns.ts";
import { groupName, inSentence, isGroupName } from "./detail-names.ts";
import { fieldOfFinding, sessionFieldOf } from "./field-of-finding.ts";
import { amountOf, basisTag, severityMark, whyOf } from "./findings.ts";
import { fixButton } from "./fix-button.ts";
import type { ControlName } from "./member-control.ts";
import { whomInWords } from "./member-name.ts";
import { undoNotice } from "./undo.ts";
import type { RosterView } from "./view.ts";

const SUMMARY = "summary";

/** What stands in the way of being paid, best fix first, and what each is worth. */
export function beforeYouBill(view: RosterView, estimate: Estimate) {
  const { form, amendment, standing, reference } = view;
  const aliases = form.members.map(({ alias }) => alias);
  return guard([estimate, form.place, amendment, standing, reference, ...aliases], () =>
    section(view, estimate),
  );
}

function section(view: RosterView, estimate: Estimate) {
  const concerns = concernsOf(estimate);
  return html`<section class="card" aria-labelledby="findings-title">
    <h3 id="findings-title">${t("roster.bill.title")}</h3>
    ${undoNotice(view, SUMMARY)}
    ${
      concerns.length === 0
        ? html`<p class="hint">${t("roster.bill.nothing")}</p>`
        : [
            stakes(estimate),
            html`<ol class="findings">
              ${concerns.map((concern) => entry(view, estimate, concern))}
            </ol>`,
          ]
    }
  </section>`;
}

function stakes({ session }: Estimate) {
  const { at_risk_cents: atRisk, other_lines_at_risk_cents: otherLines } = session;
  const ofTheseClaims: [string, number][] = [
    [t("roster.bill.at_risk"), atRisk],
    [t("roster.bill.denied"), session.denied_cents],
    [t("roster.bill.expected"), session.expected_if_unfixed_cents],
  ];
  const besides: [string, number][] = [[t("roster.bill.other_lines"), otherLines]];
  const rows = [...(atRisk > 0 ? ofTheseClaims : []), ...(otherLines > 0 ? besides : [])];
  if (rows.length === 0) return nothing;
  return html`<dl class="amounts stakes">
      ${rows.map(
        ([name, cents]) => html`<div>
          <dt>${name}</dt>
          <dd class="money">${dollars(cents)}</dd>
        </div>`,
      )}
    </dl>
    ${session.unpriced_members > 0 ? html`<p class="hint">${t("roster.left_out")}</p>` : nothing}`;
}

function entry(view: RosterView, estimate: Estimate, concern: Concern) {
  const { rule, findings, fix } = concern;
  const [first] = findings;
  if (!first) return nothing;
  const id = `concern-${rule}`;
  const isOneWording = findings.length === 1;
  const whom = (alike: Alike<Finding>) => whomLink(view, estimate, concern, alike);
  return html`<li class="finding">
    <p class="finding-head">
      ${severityMark(first.value.severity)} ${isOneWording ? whom(first) : nothing}
      ${basisTag(first.value)} ${fix ? worth(fix, findings) : nothing}
    </p>
    ${findings.map(
      (alike, index) => html`${isOneWording ? nothing : html`<p>${whom(alike)}</p>`}
        <p class="finding-message">${alike.value.message}</p>
        <p id="${id}-${index}">${alike.value.fix}</p>`,
    )}
    ${
      fix && fix.worth_cents === 0 && fix.at_risk_cents > 0
        ? html`<p class="hint">${t("roster.bill.secured_later")}</p>`
        : nothing
    }
    <div class="finding-foot">
      ${fixButton(view, { id: `fix-${rule}`, where: SUMMARY, findings, describedBy: `${id}-0` })}
      <details>
        <summary>${t("roster.why")}</summary>
        ${whyOf(first.value, view.reference)}
      </details>
    </div>
  </li>`;
}

/** Whom it concerns, and the way to the control that mends it, of the first of them. */
function whomLink(
  view: RosterView,
  { claims }: Estimate,
  { isOfSession }: Concern,
  { value, positions }: Alike<Finding>,
) {
  const everyone = claims.length;
  const isAll = positions.length === everyone || positions.length === 0;
  const whom = () => {
    if (isOfSession && isAll) return t("roster.whom.group");
    return isAll ? t("roster.whom.all", { count: everyone }) : whomInWords(view.form, positions);
  };
  const { id, name } = wayTo(value, isOfSession, positions);
  const go = (event: Event) => {
    event.preventDefault();
    view.goTo(id);
  };
  const words = name ? t("roster.whom.field", { whom: whom(), field: inSentence(name) }) : whom();
  return html`<a class="whom" href="#${id}" @click=${go}>${words}</a>`;
}

/** The control that mends it where that can be known, else the member. */
function wayTo(finding: Finding, isOfSession: boolean, [first = 1]: readonly number[]) {
  const own = isOfSession ? sessionFieldOf(finding.rule) : undefined;
  if (own) return { id: own, name: sessionFieldName(own) };
  const field = fieldOfFinding(finding);
  if (!field) return { id: `alias-${first - 1}`, name: "" };
  return { id: `${field}-${first - 1}`, name: controlName(field as ControlName) };
}

function sessionFieldName(field: string): string {
  return isGroupName(field) ? groupName(field) : t(`roster.session.${field}` as Key);
}

function worth({ worth_cents, at_risk_cents }: Fix, findings: readonly Alike<Finding>[]) {
  if (worth_cents > 0) return worthInWords("roster.worth.worth", worth_cents);
  if (at_risk_cents > 0) return worthInWords("roster.worth.at_risk", at_risk_cents);
  const otherLines = findings.filter(({ value }) => value.other_line_cents);
  if (otherLines.length === 0) {
    return html`<span class="worth">${t("roster.worth.not_known")}</span>`;
  }
  return otherLines.map(({ value, positions }) =>
    worthInWords(
      positions.length > 1 ? "roster.worth.other_line_each" : "roster.worth.other_line",
      value.other_line_cents ?? 0,
    ),
  );
}

function worthInWords(key: Key, cents: number) {
  return html`<span class="worth">${pieces(key, { amount: amountOf(cents) })}</span>`;
}
