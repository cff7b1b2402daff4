import { html } from "lit";
import { dollarsIfKnown } from "../common/amount-kinds.ts";
import { t } from "../common/i18n.ts";
import { dollars } from "../common/money.ts";
import { payerOf } from "../common/names.ts";
import type { Claim } from "../generated/contract.ts";
import type { RosterView } from "./view.ts";

export type AmountName = "allowed" | "pays" | "owes" | "risk";

/** The amounts of a row: where the table is narrow, who pays what of them is in the receipts. */
export function amountNames({ layout, estimate }: RosterView): [AmountName, string][] {
  const payer = payerOf(estimate?.claims ?? []);
  const whoPays: [AmountName, string][] = [
    ["pays", t("common.pays", { payer })],
    ["owes", t("common.patient_owes")],
  ];
  return [
    ["allowed", t("common.allowed")],
    ...(layout === "wide" ? whoPays : []),
    ...(layout === "cards" ? [] : [["risk", t("roster.at_risk")] as [AmountName, string]]),
  ];
}

/** An amount of a claim; before the first estimate, a dash. */
export function amountCell(
  name: AmountName,
  words: string,
  claim: Claim | undefined,
  marker: unknown,
) {
  return html`<td role="cell" class="money ${name}" data-label=${words}>
    ${claim ? written(name, claim) : "–"} ${marker}
  </td>`;
}

function written(name: AmountName, claim: Claim): string {
  if (name === "risk") return claim.at_risk_cents > 0 ? dollars(claim.at_risk_cents) : "–";
  const isPriced = claim.lines.some((line) => line.allowed_cents !== null);
  const cents = {
    allowed: claim.allowed_cents,
    pays: claim.payer_pays_cents,
    owes: claim.patient_owes_cents,
  }[name];
  return dollarsIfKnown(isPriced ? cents : null);
}
