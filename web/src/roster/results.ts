import { html, nothing } from "lit";
import { t } from "../common/i18n.ts";
import { headline } from "./headline.ts";
import { members } from "./members.ts";
import type { RosterView } from "./view.ts";

/** What the session comes to, member by member, and what stands in the way of being paid. */
export function results(view: RosterView) {
  const { estimate, standing } = view;
  const isOutdated = standing === "outdated" && estimate !== undefined;
  return html`<section class="results" aria-labelledby="results-title">
    <h2 id="results-title" tabindex="-1">
      ${t(isOutdated ? "roster.estimate.not_current" : "roster.estimate")}
    </h2>
    ${isOutdated ? html`<p class="outdated-note">${t("roster.outdated")}</p>` : nothing}
    ${estimate ? headline(estimate) : waiting(view)} ${members(view)}
    ${estimate ? view.below?.(view, estimate) : nothing}
  </section>`;
}

function waiting({ failure, problems }: RosterView) {
  const isStuck = failure !== undefined || problems.length > 0;
  return html`<div class="card waiting">
    <p class="hint">${t(isStuck ? "roster.waiting.stuck" : "roster.waiting")}</p>
  </div>`;
}
