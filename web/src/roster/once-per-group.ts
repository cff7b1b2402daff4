import { html, nothing } from "lit";
import { t } from "../common/i18n.ts";
import { dollars } from "../common/money.ts";
import type { Estimate } from "../generated/contract.ts";
import { barPart, isKnown } from "./headline.ts";

/** What one claim for the whole group would lose. */
export function oncePerGroup({ session }: Estimate) {
  if (!isKnown(session)) return nothing;
  const amount = (words: string, cents: number) => html`<dl class="amounts">
    <div>
      <dt>${words}</dt>
      <dd class="money">${dollars(cents)}</dd>
    </div>
  </dl>`;
  return html`<section class="card contrast" aria-labelledby="contrast-title">
    <h3 id="contrast-title">${t("roster.contrast.title")}</h3>
    ${amount(t("roster.contrast.each"), session.allowed_cents)}
    <div class="bar" aria-hidden="true">${barPart("payer", session.allowed_cents)}</div>
    ${amount(t("roster.contrast.once"), session.if_billed_once_cents)}
    <div class="bar" aria-hidden="true">
      ${barPart("payer", session.if_billed_once_cents)}
      ${barPart("lost", session.lost_if_billed_once_cents)}
    </div>
    <p class="loss">
      ${t("roster.contrast.losing")}
      <strong class="money">${dollars(session.lost_if_billed_once_cents)}</strong>
    </p>
  </section>`;
}
