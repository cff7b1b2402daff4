import { html, nothing } from "lit";
import { dollars } from "../common/money.ts";
import { payerOf } from "../common/names.ts";
import { eachPatient, sessionTotal } from "./results.ts";
import type { EstimatorView } from "./view.ts";

/** What keeps the session from being priced, each with a way to the control that mends it. */
export function errorSummary(view: EstimatorView) {
  const { problems, failure } = view;
  if (failure !== undefined) return failureNotice(view, failure);
  if (problems.length === 0) return nothing;
  const go = (field: string) => (event: Event) => {
    event.preventDefault();
    view.goTo(field);
  };
  return html`<div class="error-summary" role="alert">
    <h2>There is a problem</h2>
    <ul>
      ${problems.map(
        ({ field, message }) => html`<li>
          ${field ? html`<a href="#${field}" @click=${go(field)}>${message}</a>` : message}
        </li>`,
      )}
    </ul>
    ${
      problems.some(({ field }) => !field)
        ? html`<button type="button" class="quiet" @click=${view.retry}>Try again</button>`
        : nothing
    }
  </div>`;
}

function failureNotice(view: EstimatorView, failure: string) {
  return html`<div class="error-summary" role="alert">
    <h2>The calculator could not start</h2>
    <p>
      Nothing can be priced until it does. It needs WebAssembly, which some browsers switch off in
      their strictest security settings, and the files of this page.
    </p>
    <p class="hint">What happened: ${failure}</p>
    <button type="button" class="quiet" @click=${view.retry}>Try again</button>
  </div>`;
}

/** On a narrow screen: the figures at the lower edge while the form is filled in. */
export function figuresAtHand({ estimate, standing, goTo }: EstimatorView) {
  if (!estimate) return nothing;
  const go = (event: Event) => {
    event.preventDefault();
    goTo("results-title");
  };
  return html`<a class="at-hand" href="#results-title" @click=${go}>
    ${standing === "outdated" ? html`<span>Not current</span>` : nothing}
    <span>Each <strong class="money">${eachPatient(estimate.session)}</strong></span>
    <span>Session <strong class="money">${sessionTotal(estimate.session)}</strong></span>
    ${
      estimate.session.at_risk_cents > 0
        ? html`<span>
          At risk <strong class="money">${dollars(estimate.session.at_risk_cents)}</strong>
        </span>`
        : nothing
    }
  </a>`;
}

/** What a screen reader is told once the figures have settled. */
export function spokenSummary({ session, claims }: NonNullable<EstimatorView["estimate"]>): string {
  return [
    `Each patient ${eachPatient(session)}.`,
    `Session of ${session.members} members ${sessionTotal(session)}.`,
    ...(session.benchmark_members ? [`${session.benchmark_members} by benchmark.`] : []),
    `${payerOf(claims)} pays ${dollars(session.payer_pays_cents)},`,
    `patients owe ${dollars(session.patient_owes_cents)}.`,
    ...(session.at_risk_cents > 0 ? [`At risk ${dollars(session.at_risk_cents)}.`] : []),
  ].join(" ");
}
