import { html } from "lit";
import { t } from "../common/i18n.ts";
import { longDate } from "../common/names.ts";
import type { Estimate } from "../generated/contract.ts";
import { beforeYouBill } from "./before-you-bill.ts";
import { contractsSection } from "./contracts-section.ts";
import { habitPanel } from "./habit-panel.ts";
import { oncePerGroup } from "./once-per-group.ts";
import { receiptsSection } from "./receipts-section.ts";
import type { RosterView } from "./view.ts";

/** What can wait until the figures are there; it is fetched then. */
export function belowTheTable(view: RosterView, estimate: Estimate) {
  return html`${beforeYouBill(view, estimate)}
    <div class="beside">${habitPanel(view)} ${oncePerGroup(estimate)}</div>
    ${receiptsSection(view, estimate)} ${contractsSection(view)} ${disclaimer(estimate)}`;
}

function disclaimer({ service }: Estimate) {
  return html`<footer class="disclaimer">
    <p>${t("roster.disclaimer", { date: longDate(service.date) })}</p>
    <p>${t("roster.disclaimer.cpt")}</p>
  </footer>`;
}
