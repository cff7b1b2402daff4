import { html, nothing } from "lit";
import type { EstimatorView } from "./view.ts";

/** The practice's own contracts; what is behind the heading is fetched once it is opened. */
export function contractsSection(view: EstimatorView) {
  const { ownContracts, contractsFailure, reference, isFirstShowing } = view;
  if (isFirstShowing) return nothing;
  const toggled = ({ target }: Event) => {
    if ((target as HTMLDetailsElement).open) view.openContracts();
  };
  return html`<section class="card no-print" aria-labelledby="contracts-title">
    <details @toggle=${toggled}>
      <summary id="contracts"><h3 id="contracts-title">Your own contracts</h3></summary>
      <p class="hint">
        Load what your payers agreed to pay, or your own fees, and members are priced by it. It is
        read in this browser and goes nowhere.
      </p>
      ${
        contractsFailure === undefined
          ? nothing
          : html`<p class="problem" role="alert">
              This part of the page could not be loaded: ${contractsFailure}
            </p>
            <button type="button" class="quiet" @click=${view.openContracts}>Try again</button>`
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
