import { html, nothing } from "lit";
import { amountTag, rangeInWords } from "../common/amount-kinds.ts";
import { t } from "../common/i18n.ts";
import { dollars } from "../common/money.ts";
import { MEDICARE } from "../common/names.ts";
import type { Claim } from "../generated/contract.ts";
import type { RosterView } from "./view.ts";

/** Where a member's amount is from, and how far it holds; whatever else is amiss the findings say. */
export function amountNotes(claim: Claim) {
  const { amounts_from: kind, range, secondary_pays_cents: secondary } = claim;
  const words = [
    kind === "secondary_source" ? t("roster.amount.secondary_source") : "",
    range ? rangeInWords(range) : "",
    secondary === undefined
      ? ""
      : t("roster.amount.secondary_pays", { amount: dollars(secondary) }),
  ].filter(Boolean);
  const tag = amountTag(kind);
  return words.length > 0 || tag !== nothing
    ? [html`<p class="hint amount-note">${tag} ${words.join(" ")}</p>`]
    : [];
}

function isUnknown({ payer, lines }: Claim): boolean {
  return payer !== MEDICARE && lines.some(({ allowed_cents: cents }) => cents === null);
}

/** Where nothing prices a line, what would. */
export function wayToContracts(view: RosterView, claim: Claim) {
  if (!isUnknown(claim)) return nothing;
  return html`<button
    type="button"
    class="text-button"
    @click=${() => view.goTo("contracts")}
  >
    ${t("roster.load_contract")}
  </button>`;
}
