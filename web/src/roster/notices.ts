import { html, nothing } from "lit";
import { pieces, t } from "../common/i18n.ts";
import { dollars } from "../common/money.ts";
import { payerOf } from "../common/names.ts";
import { eachPatient, sessionTotal } from "./headline.ts";
import type { RosterView } from "./view.ts";

/** On a narrow screen: the figures at the lower edge while the form is filled in. */
export function figuresAtHand({ estimate, standing, goTo }: RosterView) {
  if (!estimate) return nothing;
  const go = (event: Event) => {
    event.preventDefault();
    goTo("results-title");
  };
  return html`<a class="at-hand" href="#results-title" @click=${go}>
    ${standing === "outdated" ? html`<span>${t("roster.not_current")}</span>` : nothing}
    <span>${pieces("roster.hand.each", { amount: bold(eachPatient(estimate.session)) })}</span>
    <span>${pieces("roster.hand.session", { amount: bold(sessionTotal(estimate.session)) })}</span>
    ${
      estimate.session.at_risk_cents > 0
        ? html`<span>
          ${pieces("roster.worth.at_risk", { amount: bold(dollars(estimate.session.at_risk_cents)) })}
        </span>`
        : nothing
    }
  </a>`;
}

function bold(amount: string) {
  return html`<strong class="money">${amount}</strong>`;
}

/** What a screen reader is told once the figures have settled. */
export function spokenSummary({ session, claims }: NonNullable<RosterView["estimate"]>): string {
  return [
    t("roster.spoken.each", { amount: eachPatient(session) }),
    t("roster.spoken.session", { count: session.members, amount: sessionTotal(session) }),
    ...(session.benchmark_members
      ? [t("roster.spoken.by_benchmark", { count: session.benchmark_members })]
      : []),
    t("roster.spoken.who_pays", {
      payer: payerOf(claims),
      pays: dollars(session.payer_pays_cents),
      owes: dollars(session.patient_owes_cents),
    }),
    ...(session.at_risk_cents > 0
      ? [t("roster.spoken.at_risk", { amount: dollars(session.at_risk_cents) })]
      : []),
  ].join(" ");
}
