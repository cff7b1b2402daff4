import { html, nothing } from "lit";
import type { ClinicianType, Estimate, Finding, SessionTotals } from "../generated/contract.ts";
import { type Alike, claimsAlike, findingsAlike } from "./alike.ts";
import { findingCard } from "./findings.ts";
import { members } from "./members.ts";
import { dollars } from "./money.ts";
import { CLINICIANS, localityInState, longDate, membersInWords } from "./names.ts";
import { receipt } from "./receipt.ts";
import type { EstimatorView } from "./view.ts";

/** What the session comes to, and what stands in the way of being paid. */
export function results(view: EstimatorView) {
  const { estimate, standing } = view;
  const isOutdated = standing === "outdated" && estimate !== undefined;
  return html`<section class="results ${standing}" aria-labelledby="results-title">
    <header class="results-head">
      <h2 id="results-title" tabindex="-1">Estimate${isOutdated ? ", not current" : nothing}</h2>
      <button type="button" class="quiet" ?disabled=${!estimate} @click=${() => window.print()}>
        Print
      </button>
    </header>
    ${
      isOutdated
        ? html`<p class="outdated-note">
          These figures are from before the last change. They follow again once the form is complete.
        </p>`
        : nothing
    }
    ${estimate ? [headline(estimate), findings(estimate), disclaimer(estimate)] : waiting(view)}
  </section>`;
}

/** Each claim, and the arithmetic behind it. */
export function claims(view: EstimatorView) {
  return html`<div class="claims ${view.standing}">
    ${members(view)} ${view.estimate ? receipts(view.estimate) : nothing}
  </div>`;
}

function waiting({ failure, problems }: EstimatorView) {
  const isStuck = failure !== undefined || problems.length > 0;
  return html`<div class="card waiting">
    <p class="hint">${isStuck ? "No estimate yet." : "Loading the fee schedule…"}</p>
  </div>`;
}

/** "$24.27", or from the lowest to the highest where members differ. */
export function eachPatient({ lowest_claim_cents: low, highest_claim_cents: high }: SessionTotals) {
  return low === high ? dollars(low) : `${dollars(low)} to ${dollars(high)}`;
}

function headline(estimate: Estimate) {
  const { session, service, clinician } = estimate;
  return html`<div class="card headline">
    <p class="facts">
      <span><span class="code">${service.code}</span> on ${longDate(service.date)}</span>
      <span>
        ${localityInState(estimate.locality_name, estimate.state)}
        <span class="code">${estimate.locality}</span>
      </span>
      <span>${CLINICIANS[clinician.type as ClinicianType] ?? clinician.type}</span>
      ${clinician.medicare_participating ? nothing : html`<span>Not participating</span>`}
      ${clinician.qualifying_apm ? html`<span>Qualifying APM participant</span>` : nothing}
    </p>
    <dl class="figures">
      <div>
        <dt>Allowed for each patient</dt>
        <dd class="money">${eachPatient(session)}</dd>
      </div>
      <div>
        <dt>Session total, ${session.claims} claims</dt>
        <dd class="money">${dollars(session.allowed_cents)}</dd>
      </div>
    </dl>
    ${unpricedNote(session)} ${whoPays(session)} ${oncePerGroup(session)}
  </div>`;
}

function unpricedNote({ unpriced_members: count }: SessionTotals) {
  if (count === 0) return nothing;
  return html`<p class="unpriced">
    ${count === 1 ? "1 member has" : `${count} members have`} a line that nothing prices. The totals
    leave it out; the findings say why.
  </p>`;
}

/** CSS grows each part by its cents: the picture needs no arithmetic here. */
function barPart(name: string, cents: number) {
  return html`<span class=${name} .style=${`flex-grow: ${cents}`}></span>`;
}

function whoPays(session: SessionTotals) {
  const parts: [string, string, number][] = [
    ["payer", "Medicare pays", session.payer_pays_cents],
    ["patients", "Patients owe", session.patient_owes_cents],
    ["withheld", "Withheld by sequestration", session.sequestration_cents],
  ];
  return html`<div class="bar" aria-hidden="true">
      ${parts.map(([name, , cents]) => barPart(name, cents))}
    </div>
    <dl class="amounts who-pays">
      ${parts.map(
        ([name, words, cents]) => html`<div>
          <dt><span class="swatch ${name}" aria-hidden="true"></span>${words}</dt>
          <dd class="money">${dollars(cents)}</dd>
        </div>`,
      )}
    </dl>`;
}

function oncePerGroup(session: SessionTotals) {
  return html`<div class="contrast">
    <h3>One claim for each patient, not one for the group</h3>
    <dl class="amounts">
      <div>
        <dt>Billed for each patient</dt>
        <dd class="money">${dollars(session.allowed_cents)}</dd>
      </div>
    </dl>
    <div class="bar" aria-hidden="true">${barPart("payer", session.allowed_cents)}</div>
    <dl class="amounts">
      <div>
        <dt>If billed once for the group</dt>
        <dd class="money">${dollars(session.if_billed_once_cents)}</dd>
      </div>
    </dl>
    <div class="bar" aria-hidden="true">
      ${barPart("payer", session.if_billed_once_cents)}
      ${barPart("lost", session.lost_if_billed_once_cents)}
    </div>
    <p class="loss">Losing <strong class="money">${dollars(session.lost_if_billed_once_cents)}</strong></p>
  </div>`;
}

function findings(estimate: Estimate) {
  const { session, claims } = estimate;
  const everyone = claims.length;
  const whom = ({ positions }: Alike<Finding>) =>
    positions.length === everyone ? `All ${everyone} members` : membersInWords(positions);
  const cards = [
    ...session.findings.map((finding) => findingCard(finding, "The whole group")),
    ...findingsAlike(claims).map((alike) => findingCard(alike.value, whom(alike))),
  ];
  if (cards.length === 0) return nothing;
  return html`<section class="card" aria-labelledby="findings-title">
    <h3 id="findings-title">Before you bill</h3>
    ${
      session.at_risk_cents > 0
        ? html`<p>
          At risk of denial in this session: <strong>${dollars(session.at_risk_cents)}</strong>
        </p>`
        : nothing
    }
    <ul class="findings">
      ${cards}
    </ul>
  </section>`;
}

function receipts({ claims, schedules }: Estimate) {
  const groups = claimsAlike(claims);
  return html`<section class="card" aria-labelledby="receipts-title">
    <h3 id="receipts-title">How the figures are reached</h3>
    <p class="hint">
      Every amount is rounded to the cent, halves away from zero, step by step in this order.
    </p>
    ${groups.map(
      ({ value, positions }) => html`<details class="shared-receipt" ?open=${groups.length === 1}>
        <summary>
          <span>
            ${
              positions.length === claims.length
                ? `The same for all ${claims.length} members`
                : membersInWords(positions)
            }
          </span>
          <span class="split hint">
            Medicare ${dollars(value.payer_pays_cents)}, patient
            ${dollars(value.patient_owes_cents)}
          </span>
          <span class="money">${dollars(value.allowed_cents)}</span>
        </summary>
        ${receipt(value)}
      </details>`,
    )}
    <h4>Fee schedule used</h4>
    <ul class="schedules">
      ${schedules.map(
        ({ id, from, to, source }) => html`<li>
          <strong>${id}</strong>, ${longDate(from)} to ${longDate(to)}
          <span class="source">${source}</span>
        </li>`,
      )}
    </ul>
  </section>`;
}

function disclaimer({ service }: Estimate) {
  return html`<footer class="disclaimer">
    <p>
      For information only: not legal, medical or billing advice, and no promise of payment. Medicare
      decides each claim. Figures are for the date of service, ${longDate(service.date)}.
    </p>
    <p>
      CPT is a registered trademark of the American Medical Association. Codes carry plain names of
      our own.
    </p>
  </footer>`;
}
