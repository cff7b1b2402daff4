import { html, nothing } from "lit";
import { amountTag, dollarsIfKnown, kindName, rangeOfSession } from "../common/amount-kinds.ts";
import { dollars } from "../common/money.ts";
import {
  clinicianName,
  localityInState,
  longDate,
  membersInWords,
  payerOf,
} from "../common/names.ts";
import { receipt, secondaryRow } from "../common/receipt.ts";
import type { Claim, ClinicianType, Estimate, SessionTotals } from "../generated/contract.ts";
import { claimsAlike } from "./alike.ts";
import { beforeYouBill } from "./before-you-bill.ts";
import { contractsSection } from "./contracts-section.ts";
import { habitPanel } from "./habit-panel.ts";
import { members } from "./members.ts";
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
    ${
      estimate
        ? [
            headline(estimate),
            beforeYouBill(view, estimate),
            habitPanel(view),
            disclaimer(estimate),
          ]
        : waiting(view)
    }
  </section>`;
}

/** Each claim, and the arithmetic behind it. */
export function claims(view: EstimatorView) {
  return html`<div class="claims ${view.standing}">
    ${members(view)} ${view.estimate ? receipts(view.estimate) : nothing} ${contractsSection(view)}
  </div>`;
}

function waiting({ failure, problems }: EstimatorView) {
  const isStuck = failure !== undefined || problems.length > 0;
  return html`<div class="card waiting">
    <p class="hint">${isStuck ? "No estimate yet." : "Loading the fee schedule…"}</p>
  </div>`;
}

/** Where no claim has an amount, the totals are not nothing: they are not known. */
function isKnown({ members, unpriced_members, allowed_cents }: SessionTotals): boolean {
  return unpriced_members < members || allowed_cents > 0;
}

/** "$24.27", or from the lowest to the highest where members differ. */
export function eachPatient(session: SessionTotals): string {
  const { lowest_claim_cents: low, highest_claim_cents: high } = session;
  if (session.unpriced_members === session.members) return dollarsIfKnown(null);
  return low === high ? dollars(low) : `${dollars(low)} to ${dollars(high)}`;
}

export function sessionTotal(session: SessionTotals): string {
  return dollarsIfKnown(isKnown(session) ? session.allowed_cents : null);
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
      <span>${clinicianName(clinician.type as ClinicianType)}</span>
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
        <dd class="money">${sessionTotal(session)}</dd>
      </div>
    </dl>
    ${unpricedNote(session)} ${benchmarkNote(session)}
    ${isKnown(session) ? [whoPays(estimate), oncePerGroup(session)] : nothing}
  </div>`;
}

function unpricedNote({ unpriced_members: count }: SessionTotals) {
  if (count === 0) return nothing;
  return html`<p class="unpriced">
    ${count === 1 ? "1 member has" : `${count} members have`} a line that nothing prices: its amount is
    not known, and the totals leave it out. The findings say why.
  </p>`;
}

function benchmarkNote(session: SessionTotals) {
  const { benchmark_members: count } = session;
  if (!count) return nothing;
  return html`<p class="unpriced">
    ${amountTag("benchmark")} ${count === 1 ? "1 member is" : `${count} members are`} priced by what
    others were paid, which is nobody’s rate. ${rangeOfSession(session)}
  </p>`;
}

/** CSS grows each part by its cents: the picture needs no arithmetic here. */
function barPart(name: string, cents: number) {
  return html`<span class=${name} .style=${`flex-grow: ${cents}`}></span>`;
}

function whoPays({ session, claims }: Estimate) {
  const parts: [string, string, number][] = [
    ["payer", `${payerOf(claims)} pays`, session.payer_pays_cents],
    ...secondaryRow(session).map(([words, cents]): [string, string, number] => [
      "secondary",
      words,
      cents,
    ]),
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
          ${claimInBrief(value)}
        </summary>
        ${receipt(value)}
      </details>`,
    )}
    <h4>${schedules.length === 1 ? "Fee schedule used" : "Fee schedules used"}</h4>
    <ul class="schedules">
      ${schedules.map(
        ({ id, from, to, source, kind, last_known: lastKnown }) => html`<li>
          <strong>${id}</strong>${kind ? ` (${kindName(kind).toLowerCase()})` : nothing},
          ${inForceInWords(from, to)}
          ${lastKnown ? html`<strong>Known to have stood until ${longDate(lastKnown)}.</strong>` : nothing}
          <span class="source">${source}</span>
        </li>`,
      )}
    </ul>
  </section>`;
}

function inForceInWords(from: string | null, to: string | null): string {
  if (from && to) return `${longDate(from)} to ${longDate(to)}`;
  if (from) return `from ${longDate(from)}`;
  return to ? `to ${longDate(to)}` : "without dates";
}

function claimInBrief(claim: Claim) {
  if (claim.lines.every((line) => line.allowed_cents === null)) {
    return html`<span class="split money">${dollarsIfKnown(null)}</span>`;
  }
  return html`${amountTag(claim.amounts_from)}<span class="split hint">
      ${payerOf([claim])} ${dollars(claim.payer_pays_cents)}, patient
      ${dollars(claim.patient_owes_cents)}
    </span>
    <span class="money">${dollars(claim.allowed_cents)}</span>`;
}

function disclaimer({ service }: Estimate) {
  return html`<footer class="disclaimer">
    <p>
      For information only: not legal, medical or billing advice, and no promise of payment. The payer
      decides each claim; what is found here is what its rules, as far as they are held, lead us to
      expect. Figures are for the date of service, ${longDate(service.date)}.
    </p>
    <p>
      CPT is a registered trademark of the American Medical Association. Codes carry plain names of
      our own.
    </p>
  </footer>`;
}
