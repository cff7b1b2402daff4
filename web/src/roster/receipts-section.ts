import { html, nothing } from "lit";
import { guard } from "lit/directives/guard.js";
import { claimsAlike } from "../common/alike.ts";
import { amountTag, dollarsIfKnown, kindName } from "../common/amount-kinds.ts";
import { t } from "../common/i18n.ts";
import { dollars } from "../common/money.ts";
import { longDate, payerOf } from "../common/names.ts";
import { receipt } from "../common/receipt.ts";
import type { Claim, Estimate } from "../generated/contract.ts";
import { inSentence } from "./detail-names.ts";
import { whomInWords } from "./member-name.ts";
import type { RosterView } from "./view.ts";

/** The arithmetic behind the claims, once for those that share it, and the schedules used. */
export function receiptsSection(view: RosterView, estimate: Estimate) {
  const aliases = view.form.members.map(({ alias }) => alias);
  return guard([...estimate.claims, ...aliases, estimate.locality], () => section(view, estimate));
}

function section(view: RosterView, { claims, schedules }: Estimate) {
  const groups = claimsAlike(claims);
  return html`<section class="card" aria-labelledby="receipts-title">
    <h3 id="receipts-title">${t("roster.receipts.title")}</h3>
    <p class="hint">${t("roster.receipts.hint")}</p>
    ${groups.map(
      ({ value, positions }) => html`<details class="shared-receipt" ?open=${groups.length === 1}>
        <summary>
          <span>
            ${
              positions.length === claims.length
                ? t("roster.receipts.all", { count: claims.length })
                : whomInWords(view.form, positions)
            }
          </span>
          ${claimInBrief(value)}
        </summary>
        ${receipt(value)}
      </details>`,
    )}
    <h4>${t("roster.schedules", { count: schedules.length })}</h4>
    <ul class="schedules">
      ${schedules.map(
        ({ id, from, to, source, kind, last_known: lastKnown }) => html`<li>
          <strong>${id}</strong>${kind ? ` (${inSentence(kindName(kind))})` : nothing},
          ${inForceInWords(from, to)}
          ${
            lastKnown
              ? html`<strong>${t("roster.schedules.until", { date: longDate(lastKnown) })}</strong>`
              : nothing
          }
          <span class="source">${source}</span>
        </li>`,
      )}
    </ul>
  </section>`;
}

function inForceInWords(from: string | null, to: string | null): string {
  if (from && to) return t("common.from_to", { low: longDate(from), high: longDate(to) });
  if (from) return t("roster.schedules.from", { date: longDate(from) });
  return to ? t("roster.schedules.to", { date: longDate(to) }) : t("roster.schedules.undated");
}

function claimInBrief(claim: Claim) {
  if (claim.lines.every((line) => line.allowed_cents === null)) {
    return html`<span class="split money">${dollarsIfKnown(null)}</span>`;
  }
  return html`${amountTag(claim.amounts_from)}<span class="split hint">
      ${t("roster.receipts.brief", {
        payer: payerOf([claim]),
        pays: dollars(claim.payer_pays_cents),
        owes: dollars(claim.patient_owes_cents),
      })}
    </span>
    <span class="money">${dollars(claim.allowed_cents)}</span>`;
}
