import { html, nothing } from "lit";
import type { Claim, Finding } from "../generated/contract.ts";
import { checkedOf, problemText, textOf } from "./field.ts";
import { severityMark } from "./findings.ts";
import { dollars, dollarsIfKnown } from "./money.ts";
import { placeName, placeOptions, selectedPlaceOnly } from "./place-options.ts";
import { receipt } from "./receipt.ts";
import { INTERACTIVE_COMPLEXITY } from "./request.ts";
import { type EstimatorView, problemAt } from "./view.ts";

/** The roster: what differs for one member is set here, beside what it comes to. */
export function members(view: EstimatorView) {
  return html`<section class="card" aria-labelledby="members-title">
    <h3 id="members-title">
      Members${view.standing === "outdated" ? ", figures not current" : nothing}
    </h3>
    <p class="hint no-print">
      Each is a claim of its own: change the place or the add-on of one and its figures follow.
      Medicare pays less what sequestration withholds; the receipts show it.
    </p>
    <table class="roster" role="table" aria-labelledby="members-title">
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">Member</th>
          <th role="columnheader" scope="col" id="column-place">Place of service</th>
          <th role="columnheader" scope="col" id="column-complexity">
            <span class="visually-hidden">Interactive complexity </span>${INTERACTIVE_COMPLEXITY}
          </th>
          <th role="columnheader" scope="col" class="money">Allowed</th>
          <th role="columnheader" scope="col" class="money">Medicare pays</th>
          <th role="columnheader" scope="col" class="money">Patient owes</th>
          <th role="columnheader" scope="col" class="no-print">Receipt</th>
        </tr>
      </thead>
      ${view.form.members.slice(0, view.size).map((_, index) => memberRows(view, index))}
      ${totals(view)}
    </table>
  </section>`;
}

function memberRows(view: EstimatorView, index: number) {
  const claim = view.estimate?.claims[index];
  return html`<tbody role="rowgroup">
    <tr role="row" class=${view.openReceipts.has(index) ? "is-open" : nothing}>
      <th role="rowheader" scope="row">
        <span id="member-${index}">Member ${index + 1}</span>
        ${claim ? worstFinding(claim.findings) : nothing}
      </th>
      ${placeCell(view, index)} ${complexityCell(view, index)} ${figures(claim)}
    </tr>
    <tr role="row" class="receipt-row no-print">
      <td role="cell" colspan="7">
        <details
          @toggle=${(event: Event) =>
            view.openReceipt(index, (event.target as HTMLDetailsElement).open)}
        >
          <summary aria-label="Receipt of member ${index + 1}">Receipt</summary>
          ${claim && view.openReceipts.has(index) ? receipt(claim) : nothing}
        </details>
      </td>
    </tr>
  </tbody>`;
}

const WORST_FIRST = ["denial", "warning"] as const;

function worstFinding(findings: readonly Finding[]) {
  const worst = WORST_FIRST.find((severity) =>
    findings.some((finding) => finding.severity === severity),
  );
  return worst ? severityMark(worst) : nothing;
}

function placeCell(view: EstimatorView, index: number) {
  const { form, reference } = view;
  const id = `place-${index}`;
  const place = form.members[index]?.place || form.place;
  const choose = (event: Event) => {
    const chosen = textOf(event);
    view.changeMember(index, { place: chosen === form.place ? "" : chosen });
  };
  return html`<td role="cell" class="place" data-label="Place of service">
    ${problemText(view, id)}
    <select
      id=${id}
      class=${place === form.place ? nothing : "differs"}
      aria-labelledby="member-${index} column-place"
      aria-describedby=${problemAt(view, id) ? `${id}-problem` : nothing}
      aria-invalid=${problemAt(view, id) ? "true" : nothing}
      @change=${choose}
    >
      ${view.isFirstShowing ? selectedPlaceOnly(reference, place) : placeOptions(reference, place)}
    </select>
    <span class="print-only">${placeName(reference, place)}</span>
  </td>`;
}

function complexityCell(view: EstimatorView, index: number) {
  const isComplex = view.form.members[index]?.isComplex ?? false;
  return html`<td role="cell" class="complexity">
    <label class="tick">
      <input
        id="complexity-${index}"
        type="checkbox"
        aria-labelledby="member-${index} column-complexity"
        .checked=${isComplex}
        @change=${(event: Event) => view.changeMember(index, { isComplex: checkedOf(event) })}
      />
      <span class="tick-words" aria-hidden="true">${INTERACTIVE_COMPLEXITY}</span>
    </label>
    <span class="print-only">${isComplex ? "yes" : "no"}</span>
  </td>`;
}

function figures(claim: Claim | undefined) {
  const isPriced = claim?.lines.some((line) => line.allowed_cents !== null);
  const cell = (label: string, cents: number | undefined) => html`<td
    role="cell"
    class="money"
    data-label=${label}
  >
    ${cents === undefined ? "–" : dollarsIfKnown(isPriced ? cents : null)}
  </td>`;
  return [
    cell("Allowed", claim?.allowed_cents),
    cell("Medicare pays", claim?.payer_pays_cents),
    cell("Patient owes", claim?.patient_owes_cents),
  ];
}

function totals({ estimate }: EstimatorView) {
  if (!estimate) return nothing;
  const { session } = estimate;
  return html`<tfoot role="rowgroup">
    <tr role="row">
      <th role="rowheader" scope="row" colspan="3">Session, ${session.members} members</th>
      <td role="cell" class="money" data-label="Allowed">${dollars(session.allowed_cents)}</td>
      <td role="cell" class="money" data-label="Medicare pays">
        ${dollars(session.payer_pays_cents)}
      </td>
      <td role="cell" class="money" data-label="Patients owe">
        ${dollars(session.patient_owes_cents)}
      </td>
      <td role="cell" class="no-print"></td>
    </tr>
  </tfoot>`;
}
