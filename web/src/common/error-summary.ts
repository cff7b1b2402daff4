import { html, nothing } from "lit";
import { t } from "./i18n.ts";
import type { Problems } from "./problems.ts";

/** What stands in the way of a price, and what may be asked of the element about it. */
interface Hindered extends Problems {
  failure: string | undefined;
  goTo(id: string): void;
  retry(): void;
}

/** What keeps the session from being priced, each with a way to the control that mends it. */
export function errorSummary(view: Hindered) {
  const { problems, failure } = view;
  if (failure !== undefined) return failureNotice(view, failure);
  if (problems.length === 0) return nothing;
  const go = (field: string) => (event: Event) => {
    event.preventDefault();
    view.goTo(field);
  };
  return html`<div class="error-summary" role="alert">
    <h2>${t("common.problem.title")}</h2>
    <ul>
      ${problems.map(
        ({ field, message }) => html`<li>
          ${field ? html`<a href="#${field}" @click=${go(field)}>${message}</a>` : message}
        </li>`,
      )}
    </ul>
    ${problems.some(({ field }) => !field) ? tryAgain(view.retry) : nothing}
  </div>`;
}

function failureNotice({ retry }: Hindered, failure: string) {
  return html`<div class="error-summary" role="alert">
    <h2>${t("common.failure.title")}</h2>
    <p>${t("common.failure.why")}</p>
    <p class="hint">${t("common.failure.what", { reason: failure })}</p>
    ${tryAgain(retry)}
  </div>`;
}

export function tryAgain(retry: () => void) {
  return html`<button type="button" class="quiet" @click=${retry}>${t("common.try_again")}</button>`;
}
