import { html, nothing } from "lit";
import { amountTag, dollarsIfKnown, rangeOfSession } from "../common/amount-kinds.ts";
import { t } from "../common/i18n.ts";
import { dollars } from "../common/money.ts";
import { clinicianName, localityInState, longDate, payerOf } from "../common/names.ts";
import { secondaryRow } from "../common/receipt.ts";
import type { ClinicianType, Estimate, SessionTotals } from "../generated/contract.ts";

/** What the session comes to, at a glance. */
export function headline(estimate: Estimate) {
  const { session, service, clinician } = estimate;
  return html`<div class="card headline">
    <dl class="figures">
      <div>
        <dt>${t("roster.headline.each")}</dt>
        <dd class="money">${eachPatient(session)}</dd>
      </div>
      <div>
        <dt>${t("roster.headline.session", { count: session.claims })}</dt>
        <dd class="money">${sessionTotal(session)}</dd>
      </div>
    </dl>
    ${isKnown(session) ? whoPays(estimate) : nothing}
    <div class="headline-notes">
      <p class="facts">
        <span>${t("roster.headline.service", { code: service.code, date: longDate(service.date) })}</span>
        <span>
          ${localityInState(estimate.locality_name, estimate.state)}
          <span class="code">${estimate.locality}</span>
        </span>
        <span>${clinicianName(clinician.type as ClinicianType)}</span>
        ${
          clinician.medicare_participating
            ? nothing
            : html`<span>${t("roster.headline.not_participating")}</span>`
        }
        ${clinician.qualifying_apm ? html`<span>${t("roster.headline.apm")}</span>` : nothing}
      </p>
      ${unpricedNote(session)} ${benchmarkNote(session)}
    </div>
  </div>`;
}

/** Where no claim has an amount, the totals are not nothing: they are not known. */
export function isKnown({ members, unpriced_members, allowed_cents }: SessionTotals): boolean {
  return unpriced_members < members || allowed_cents > 0;
}

/** "$24.27", or from the lowest to the highest where members differ. */
export function eachPatient(session: SessionTotals): string {
  const { lowest_claim_cents: low, highest_claim_cents: high } = session;
  if (session.unpriced_members === session.members) return dollarsIfKnown(null);
  return low === high
    ? dollars(low)
    : t("common.from_to", { low: dollars(low), high: dollars(high) });
}

export function sessionTotal(session: SessionTotals): string {
  return dollarsIfKnown(isKnown(session) ? session.allowed_cents : null);
}

function unpricedNote({ unpriced_members: count }: SessionTotals) {
  if (count === 0) return nothing;
  return html`<p class="unpriced">${t("roster.headline.unpriced", { count })}</p>`;
}

function benchmarkNote(session: SessionTotals) {
  const { benchmark_members: count } = session;
  if (!count) return nothing;
  return html`<p class="unpriced">
    ${amountTag("benchmark")} ${t("roster.headline.by_benchmark", { count })}
    ${rangeOfSession(session)}
  </p>`;
}

/** CSS grows each part by its cents: the picture needs no arithmetic here. */
export function barPart(name: string, cents: number) {
  return html`<span class=${name} .style=${`flex-grow: ${cents}`}></span>`;
}

function whoPays({ session, claims }: Estimate) {
  const parts: [string, string, number][] = [
    ["payer", t("common.pays", { payer: payerOf(claims) }), session.payer_pays_cents],
    ...secondaryRow(session).map(([words, cents]): [string, string, number] => [
      "secondary",
      words,
      cents,
    ]),
    ["patients", t("common.patients_owe"), session.patient_owes_cents],
    ["withheld", t("common.withheld"), session.sequestration_cents],
  ];
  return html`<div class="who">
    <div class="bar" aria-hidden="true">
      ${parts.map(([name, , cents]) => barPart(name, cents))}
    </div>
    <dl class="amounts who-pays">
      ${parts.map(
        ([name, words, cents]) => html`<div>
          <dt><span class="swatch ${name}" aria-hidden="true"></span>${words}</dt>
          <dd class="money">${dollars(cents)}</dd>
        </div>`,
      )}
    </dl>
  </div>`;
}
