import { html, nothing } from "lit";
import type { EstimatorView } from "./view.ts";

/** Beside what was changed for the person: what it was, and the way back. */
export function undoNotice({ undo, takeBack }: EstimatorView, where: string) {
  if (undo?.where !== where) return nothing;
  return html`<p class="undo no-print">
    <span id="undo-words">${undo.words}</span>
    <button type="button" id="undo" class="quiet" aria-describedby="undo-words" @click=${takeBack}>
      Undo
    </button>
  </p>`;
}
