import { html, nothing } from "lit";
import { t } from "../common/i18n.ts";
import { dollars } from "../common/money.ts";
import type { Estimate } from "../generated/contract.ts";
import { amount, eachPatient } from "./answer.ts";
import type { VisitorView } from "./view.ts";

/** On a narrow screen: the figures at the lower edge while the form is filled in. */
export function figuresAtHand({ estimate, goTo }: VisitorView) {
  if (!estimate) return nothing;
  const { session, periods } = estimate;
  const go = (event: Event) => {
    event.preventDefault();
    goTo("answer-title");
  };
  return html`<a class="at-hand no-print" href="#answer-title" @click=${go}>
    <span>${t("visitor.session")} <strong class="money">${amount(session.allowed_cents, session.range)}</strong></span>
    ${
      periods
        ? html`<span>
          ${t("visitor.year")}
          <strong class="money">${amount(periods.year.allowed_cents, periods.year.range)}</strong>
        </span>`
        : nothing
    }
  </a>`;
}

/** What a screen reader is told once the figures have settled. */
export function spokenSummary(estimate: Estimate): string {
  const { session, periods } = estimate;
  return t("visitor.spoken", {
    count: session.members,
    each: eachPatient(estimate),
    session: dollars(session.allowed_cents),
    year: periods ? dollars(periods.year.allowed_cents) : "",
  });
}
