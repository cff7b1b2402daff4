import { html, nothing } from "lit";
import { dollarsIfKnown } from "../common/amount-kinds.ts";
import { checkedOf, problemText, textOf } from "../common/field.ts";
import { dollars } from "../common/money.ts";
import { payerOf } from "../common/names.ts";
import { placeName, placeOptions, selectedPlaceOnly } from "../common/place-options.ts";
import { problemAt } from "../common/problems.ts";
import { receipt } from "../common/receipt.ts";
import type { Claim } from "../generated/contract.ts";
import { amountNotes } from "./amount-notes.ts";
import { memberDetails, toldOf } from "./member-details.ts";
import { memberFindings } from "./member-findings.ts";
import { INTERACTIVE_COMPLEXITY } from "./request.ts";
import type { EstimatorView } from "./view.ts";

const COLUMNS = 7;

/** The roster: what differs for one member is set here, beside what it comes to. */
export function members(view: EstimatorView) {
  const payer = payerOf(view.estimate?.claims ?? []);
  return html`<section class="card" aria-labelledby="members-title">
    <h3 id="members-title">
      Members${view.standing === "outdated" ? ", figures not current" : nothing}
    </h3>
    <p class="hint no-print">
      Each is a claim of its own. Payer, modifiers, note and whatever else is checked are under
      Details; what is found is said below the member. Medicare pays less what sequestration
      withholds; the receipts show it.
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
          <th role="columnheader" scope="col" class="money">${payer} pays</th>
          <th role="columnheader" scope="col" class="money">Patient owes</th>
          <th role="columnheader" scope="col" class="no-print">
            <span class="visually-hidden">Details and receipt</span>
          </th>
        </tr>
      </thead>
      ${view.form.members
        .slice(0, view.size)
        .map((_, index) => memberRows(view, index, `${payer} pays`))}
      ${totals(view, `${payer} pays`)}
    </table>
  </section>`;
}

function memberRows(view: EstimatorView, index: number, payerPays: string) {
  const claim = view.estimate?.claims[index];
  return html`<tbody role="rowgroup">
    <tr role="row" class="figures-row">
      <th role="rowheader" scope="row">
        <span id="member-${index}" tabindex="-1">Member ${index + 1}</span>
      </th>
      ${placeCell(view, index)} ${complexityCell(view, index)} ${figures(claim, payerPays)}
      <td role="cell" class="panels no-print">
        ${panelButton(view, index, "details", "Details")}
        ${panelButton(view, index, "receipt", "Receipt")}
      </td>
    </tr>
    ${toldRow(view, index, claim)}
    ${
      view.open.has(`details-${index}`)
        ? panelRow(`details-${index}`, `Details of member ${index + 1}`, memberDetails(view, index))
        : nothing
    }
    ${
      claim && view.open.has(`receipt-${index}`)
        ? panelRow(`receipt-${index}`, `Receipt of member ${index + 1}`, receipt(claim))
        : nothing
    }
  </tbody>`;
}

function panelButton(view: EstimatorView, index: number, name: string, words: string) {
  const panel = `${name}-${index}`;
  const isOpen = view.open.has(panel);
  return html`<button
    type="button"
    class="disclose"
    aria-label="${words} of member ${index + 1}"
    aria-expanded=${isOpen}
    aria-controls=${isOpen ? panel : nothing}
    @click=${() => view.setOpen(panel, !isOpen)}
  >
    ${words}
  </button>`;
}

function panelRow(id: string, name: string, content: unknown) {
  return html`<tr role="row" class="panel-row no-print">
    <td role="cell" colspan=${COLUMNS}>
      <div class="panel" id=${id} role="group" aria-label=${name}>${content}</div>
    </td>
  </tr>`;
}

/** What was told of the member besides the row, and what was found. */
function toldRow(view: EstimatorView, index: number, claim: Claim | undefined) {
  const entry = view.form.members[index];
  const told = entry ? toldOf(entry, view) : [];
  const notes = claim ? amountNotes(view, claim) : [];
  const hasUndo = view.undo?.where === `findings-${index}`;
  if (told.length + notes.length === 0 && !claim?.findings.length && !hasUndo) return nothing;
  return html`<tr role="row" class="told-row">
    <td role="cell" colspan=${COLUMNS}>
      ${told.length > 0 ? html`<p class="hint">${told.join(" · ")}</p>` : nothing}
      ${notes}
      ${claim ? memberFindings(view, claim, index) : nothing}
    </td>
  </tr>`;
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
    <span class="print-only">${INTERACTIVE_COMPLEXITY} ${isComplex ? "yes" : "no"}</span>
  </td>`;
}

function figures(claim: Claim | undefined, payerPays: string) {
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
    cell(payerPays, claim?.payer_pays_cents),
    cell("Patient owes", claim?.patient_owes_cents),
  ];
}

function totals({ estimate }: EstimatorView, payerPays: string) {
  if (!estimate) return nothing;
  const { session } = estimate;
  return html`<tfoot role="rowgroup">
    <tr role="row" class="figures-row">
      <th role="rowheader" scope="row" colspan="3">
        Session, ${session.members} members${
          session.benchmark_members ? `, ${session.benchmark_members} by benchmark` : nothing
        }
      </th>
      <td role="cell" class="money" data-label="Allowed">${dollars(session.allowed_cents)}</td>
      <td role="cell" class="money" data-label=${payerPays}>${dollars(session.payer_pays_cents)}</td>
      <td role="cell" class="money" data-label="Patients owe">
        ${dollars(session.patient_owes_cents)}
      </td>
      <td role="cell" class="no-print"></td>
    </tr>
  </tfoot>`;
}
