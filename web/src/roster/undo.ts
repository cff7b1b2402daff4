import { html, nothing } from "lit";
import { t } from "../common/i18n.ts";
import type { RosterView } from "./view.ts";

/** Beside what was changed for the person: what it was, and the way back. */
export function undoNotice({ amendment, takeBack }: RosterView, where: string) {
  if (amendment?.where !== where) return nothing;
  return html`<p class="undo">
    <span id="taken-back">${amendment.words}</span>
    <button
      type="button"
      id="take-back"
      class="quiet"
      aria-describedby="taken-back"
      @click=${takeBack}
    >
      ${t("roster.take_back")}
    </button>
  </p>`;
}
