import { html, nothing } from "lit";
import { tryAgain } from "../common/error-summary.ts";
import { t } from "../common/i18n.ts";
import type { RosterView } from "./view.ts";

/** The practice's own contracts; what is behind the heading is fetched once it is opened. */
export function contractsSection(view: RosterView) {
  const { ownContracts, contractsFailure, reference, isFirstShowing } = view;
  if (isFirstShowing) return nothing;
  const toggled = ({ target }: Event) => {
    if ((target as HTMLDetailsElement).open) view.openContracts();
  };
  return html`<section class="card" aria-labelledby="contracts-title">
    <details @toggle=${toggled}>
      <summary id="contracts"><h3 id="contracts-title">${t("roster.contracts.title")}</h3></summary>
      <p class="hint">
        ${t("roster.contracts.hint")}
      </p>
      ${
        contractsFailure === undefined
          ? nothing
          : html`<p class="problem" role="alert">
              ${t("roster.contracts.failure", { reason: contractsFailure })}
            </p>
            ${tryAgain(view.openContracts)}`
      }
      ${
        ownContracts
          ? html`<cpt-contracts
            .engine=${ownContracts.engine}
            .shelf=${ownContracts.shelf}
            .reference=${reference}
          ></cpt-contracts>`
          : nothing
      }
    </details>
  </section>`;
}
