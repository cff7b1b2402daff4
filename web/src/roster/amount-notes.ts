import { html, nothing } from "lit";
import { amountTag, rangeInWords } from "../common/amount-kinds.ts";
import { dollars } from "../common/money.ts";
import { MEDICARE } from "../common/names.ts";
import type { Claim } from "../generated/contract.ts";
import type { EstimatorView } from "./view.ts";

/** Where a member's amount is from, and how far it holds; whatever else is amiss the findings say. */
export function amountNotes(view: EstimatorView, claim: Claim) {
  const { amounts_from: kind, range, secondary_pays_cents: secondary } = claim;
  const words = [
    kind === "secondary_source" ? "The amount is from elsewhere, and perhaps superseded." : "",
    range ? rangeInWords(range) : "",
    secondary === undefined ? "" : `The secondary payer pays ${dollars(secondary)}.`,
  ].filter(Boolean);
  const tag = amountTag(kind);
  return [
    ...(words.length > 0 || tag !== nothing
      ? [html`<p class="hint amount-note">${tag} ${words.join(" ")}</p>`]
      : []),
    ...(isUnknown(claim) ? [wayToContracts(view)] : []),
  ];
}

function isUnknown({ payer, lines }: Claim): boolean {
  return payer !== MEDICARE && lines.some(({ allowed_cents: cents }) => cents === null);
}

function wayToContracts(view: EstimatorView) {
  return html`<button
    type="button"
    class="quiet no-print"
    @click=${() => view.goTo("contracts")}
  >
    Load your contract
  </button>`;
}
